import { useState } from 'preact/hooks'
import type { PhoneAct } from '../phone-acts.ts'
import type { MessageView } from '../phone-view.ts'
import { Attached } from './attached.tsx'
import { timeOf } from './clock.ts'
import { MoreIcon, ProgressIcon } from './icons.tsx'
import { marked, unmarked } from './marks.tsx'
import type { Words } from './words.ts'

const EMOJI = ['👍', '❤️', '😂', '🙏', '✅']

/** One function for all, so that it runs when something appears and not at every change. */
function bringIntoSight(element: Element | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

interface Props {
  message: MessageView
  withName: string
  words: Words
  language: string
  onAct: (what: PhoneAct) => void
  onQuote: () => void
}

/** One message with what can be done with it. */
export function Bubble(props: Props) {
  const { message, words } = props
  const [open, setOpen] = useState(false)
  const close = (then: () => void) => () => {
    setOpen(false)
    then()
  }
  return (
    <div class={message.mine ? 'side mine' : 'side'}>
      <div class="bubble">
        <Inside {...props} />
      </div>
      {message.reactions.length > 0 && <span class="reactions">{message.reactions.join(' ')}</span>}
      <Taps {...props} />
      {!message.revoked && (
        <button
          type="button"
          class="icon more"
          aria-label={words.more}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <MoreIcon />
        </button>
      )}
      {open && <Actions {...props} close={close} />}
    </div>
  )
}

function Inside({ message, withName, words, language, onAct }: Props) {
  const { text, header, footer, quote, file } = message
  if (message.revoked) return <em>{words.deleted}</em>
  const empty = !text && !file && !header
  return (
    <>
      {quote && (
        <blockquote>
          <strong>{quote.mine ? words.you : withName}</strong>
          {unmarked(quote.text)}
        </blockquote>
      )}
      {header && <strong class="header">{header}</strong>}
      {file && (
        <Attached
          file={file}
          words={words}
          onPlay={() => onAct({ do: 'play', message: message.id })}
        />
      )}
      {text && <p>{marked(text)}</p>}
      {empty && <em>{words.unknown}</em>}
      {footer && <small class="footer">{footer}</small>}
      <span class="meta">
        {message.edited && `${words.edited} · `}
        {timeOf(message.at, language)}
        {message.mine && (
          <>
            {' · '}
            {words.states[message.progress]}
            <ProgressIcon progress={message.progress} />
          </>
        )}
      </span>
    </>
  )
}

/** Buttons, links and rows below a message. */
function Taps({ message, onAct }: Props) {
  const [open, setOpen] = useState(false)
  const choose = (title: string) => () => {
    setOpen(false)
    onAct({ do: 'choose', message: message.id, title })
  }
  const { buttons, list } = message
  return (
    <>
      {buttons.map(({ title, url }) =>
        url ? (
          <a key={title} class="tap" href={url} target="_blank" rel="noreferrer">
            {title}
          </a>
        ) : (
          <button key={title} type="button" class="tap" onClick={choose(title)}>
            {title}
          </button>
        ),
      )}
      {list && (
        <button type="button" class="tap" aria-expanded={open} onClick={() => setOpen(!open)}>
          {list.button}
        </button>
      )}
      {list && open && (
        <div class="list-rows" ref={bringIntoSight}>
          {list.sections.map(({ title, rows }) => (
            <div key={title}>
              {title && <h3>{title}</h3>}
              {rows.map((row) => (
                <button key={row.title} type="button" onClick={choose(row.title)}>
                  <strong>{row.title}</strong>
                  {row.description && <span>{row.description}</span>}
                </button>
              ))}
            </div>
          ))}
        </div>
      )}
    </>
  )
}

function Actions({
  message,
  words,
  onAct,
  onQuote,
  close,
}: Props & { close: (then: () => void) => () => void }) {
  const react = (emoji: string) => close(() => onAct({ do: 'react', message: message.id, emoji }))
  return (
    <div class="actions" ref={bringIntoSight}>
      {EMOJI.map((emoji) => (
        <button key={emoji} type="button" class="emoji" onClick={react(emoji)}>
          {emoji}
        </button>
      ))}
      <button type="button" onClick={close(onQuote)}>
        {words.quote}
      </button>
      {message.reactions.length > 0 && (
        <button type="button" onClick={react('')}>
          {words.unreact}
        </button>
      )}
      {message.mine && (
        <button type="button" onClick={close(() => onAct({ do: 'revoke', message: message.id }))}>
          {words.revoke}
        </button>
      )}
    </div>
  )
}
