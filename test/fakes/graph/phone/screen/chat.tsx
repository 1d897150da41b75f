import { useEffect, useRef, useState } from 'preact/hooks'
import type { ChatView, MessageView, PhoneView } from '../phone-view.ts'
import { Bubble } from './bubble.tsx'
import { dayOf, isOtherDay, leftOf } from './clock.ts'
import { Composer } from './composer.tsx'
import { BackIcon } from './icons.tsx'
import { act } from './requests.ts'
import type { Words } from './words.ts'

/** One chat: who it is with, what was said, and the line to write in. */
export function Chat({
  phone,
  chat,
  now,
  words,
  language,
  draft,
  onBack,
}: {
  phone: PhoneView
  chat: ChatView
  now: number
  words: Words
  language: string
  draft: string
  onBack: () => void
}) {
  const [quoted, setQuoted] = useState<MessageView>()
  const thread = useRef<HTMLDivElement>(null)
  const count = chat.messages.length
  useEffect(
    () => thread.current?.scrollTo({ top: thread.current.scrollHeight }),
    [count, chat.typing],
  )
  const doIt = (what: Parameters<typeof act>[2]): void => void act(phone.id, chat.id, what)
  return (
    <div class="chat">
      <header class="with">
        <button type="button" class="icon" aria-label={words.back} onClick={onBack}>
          <BackIcon />
        </button>
        <span class="about">
          <strong>{chat.name}</strong>
          <span>{chat.typing ? words.typing : chat.address}</span>
        </span>
        <button
          type="button"
          class="quiet"
          onClick={() => doIt({ do: 'block', on: !chat.blocked })}
        >
          {chat.blocked ? words.unblock : words.block}
        </button>
      </header>
      <p class="window">
        {chat.windowClosesAt === undefined
          ? words.notFreely
          : `${words.freely} ${leftOf(chat.windowClosesAt - now, language)}`}
      </p>
      <div ref={thread} class="thread" role="log" aria-label={chat.name}>
        {chat.about && <p class="profile">{chat.about}</p>}
        {chat.messages.map((message, index) => (
          <div key={message.id} class="turn">
            {isOtherDay(message.at, chat.messages[index - 1]?.at) && (
              <p class="day">{dayOf(message.at, language)}</p>
            )}
            <Bubble
              message={message}
              withName={chat.name}
              words={words}
              language={language}
              onAct={doIt}
              onQuote={() => setQuoted(message)}
            />
          </div>
        ))}
        {chat.typing && <p class="typing">{words.typing}</p>}
      </div>
      {chat.blocked ? (
        <p class="blocked">{words.blocked}</p>
      ) : (
        <Composer
          phone={phone.id}
          chat={chat}
          words={words}
          draft={draft}
          quoted={quoted}
          onQuoted={() => setQuoted(undefined)}
        />
      )}
    </div>
  )
}
