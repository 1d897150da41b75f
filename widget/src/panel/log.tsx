/** @jsxImportSource #dom */
import { Bubble } from './bubble.tsx'
import { type Item, toItems } from './items.ts'
import { shopOf, showsForm, type View } from './view.ts'
import { fill } from './words.ts'

export function Log({ view }: { view: View }) {
  const { words, state, marker, act } = view
  const { thread, typing } = state
  const items = toItems(thread, state.unsent, marker, Date.now())
  const waiting = state.known && !thread && !state.unsent.length
  return (
    <div class="body">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="scroll" onScroll={act.scroll} tabIndex={0} aria-label={words.log}>
        {view.fetching && <p class="quiet">{words.older}</p>}
        <div role="log" aria-busy={waiting}>
          {waiting ? (
            <p class="quiet late">{words.loading}</p>
          ) : (
            !thread?.more && <Greeting view={view} items={items} />
          )}
          {items.map((item) => (
            <Row key={item.key} item={item} view={view} />
          ))}
          {view.deadLink && <p class="line">{view.deadLink}</p>}
        </div>
        {typing !== undefined && <Typing view={view} name={typing} />}
        {showsForm(view) && <Form view={view} />}
        {!items.length && <Consent view={view} />}
      </section>
      {view.scrolled && (
        <button type="button" class="jump" onClick={act.toEnd}>
          {words.jump}
        </button>
      )}
    </div>
  )
}

function Row({ item, view }: { item: Item; view: View }) {
  const { words, times } = view
  if (item.type === 'bubble') return <Bubble item={item} view={view} />
  if (item.type === 'line') return <Line item={item} view={view} />
  return item.type === 'day' ? (
    <p class="quiet">{times.day(item.ts, Date.now())}</p>
  ) : (
    <p class="marker">{words.newMessages}</p>
  )
}

/** Something that happened; its words come with the part that knows all of them. */
function Line({ item, view }: { item: Item & { type: 'line' }; view: View }) {
  const { line } = item.message
  if (line?.code === 'prompt') return <Said text={String(line.data.text ?? '')} view={view} />
  void view.act.need('lines')
  const Part = view.parts.lines?.Line
  return Part ? <Part line={line} view={view} /> : null
}

/** The shop's first words: what the shopper accepted, until it stands in the thread, or the greeting. */
function Greeting({ view, items }: { view: View; items: Item[] }) {
  const { host, words, prompt } = view
  const { texts } = host.config
  const isPrompt = (item: Item) =>
    item.type === 'line'
      ? item.message.line?.code === 'prompt'
      : item.type === 'bubble' && item.message.text === prompt?.text
  if (items.some(isPrompt)) return null
  const away = shopOf(view)?.availability === 'away'
  const text = away ? (texts.away ?? words.awayGreeting) : (texts.greeting ?? words.greeting)
  return <Said text={prompt?.text ?? text} view={view} />
}

function Said({ text, view }: { text: string; view: View }) {
  return (
    <div class="row last">
      <div class="bubble">{text}</div>
      <div class="meta">{view.host.config.site.name}</div>
    </div>
  )
}

function Typing({ view, name }: { view: View; name: string }) {
  return (
    <div class="row typing" role="status">
      <span class="bubble">
        <i />
        <i />
        <i />
        <span class="hidden">
          {fill(view.words.typing, { name: name || view.host.config.site.name })}
        </span>
      </span>
    </div>
  )
}

function Consent({ view: { host, words } }: { view: View }) {
  const { privacyUrl, texts } = host.config
  return (
    <p class="quiet">
      {texts.consent ?? words.consent}{' '}
      {privacyUrl && (
        <a href={privacyUrl} target="_blank" rel="noopener noreferrer">
          {words.privacy}
        </a>
      )}
    </p>
  )
}

function Form({ view }: { view: View }) {
  void view.act.need('form')
  const Part = view.parts.form?.LeadForm
  return Part ? <Part view={view} /> : null
}
