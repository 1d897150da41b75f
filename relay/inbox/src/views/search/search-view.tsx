import type { SearchResult } from '@loods/protocol'
import { SearchX } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import formsCss from '../../look/forms.css'
import { adopt } from '../../look/sheets.ts'
import visitorsCss from '../../look/visitors.css'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Title } from '../../parts/title.tsx'
import { faceOf, nameOf } from '../people.ts'
import { highlight } from './highlight.tsx'

/** Milliseconds after the last key before the relay is asked. */
const CALM = 200

type Answer = 'failed' | { query: string; results: SearchResult[] } | undefined

/** Finds words in all conversations of the shop. */
export function SearchView() {
  const inbox = useInbox()
  adopt(inbox.root, formsCss, visitorsCss)
  const { words, searched } = inbox
  const query = searched.value
  const box = useRef<HTMLInputElement>(null)
  const [answer, again] = useAnswer(query)
  useEffect(() => box.current?.focus(), [])
  return (
    <main class="search">
      <Title>{words.search.title}</Title>
      <input
        ref={box}
        class="input"
        type="search"
        aria-label={words.search.label}
        placeholder={words.search.placeholder}
        value={query}
        onInput={(event) => {
          searched.value = event.currentTarget.value
        }}
      />
      <div aria-live="polite">
        {answer === undefined && <p class="quiet">{words.search.hint}</p>}
        {answer === 'failed' && (
          <Empty title={words.search.failed}>
            <Button onClick={again}>{words.app.retry}</Button>
          </Empty>
        )}
        {typeof answer === 'object' && <Results {...answer} />}
      </div>
    </main>
  )
}

function useAnswer(query: string): [Answer, () => void] {
  const { desk } = useInbox()
  const [answer, setAnswer] = useState<Answer>()
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const text = query.trim()
    if (text.length < 2) {
      setAnswer(undefined)
      return
    }
    const abort = new AbortController()
    const timer = setTimeout(() => {
      desk.siteApi
        .search(text, abort.signal)
        .then((results) => setAnswer({ query: text, results }))
        .catch(() => !abort.signal.aborted && setAnswer('failed'))
    }, CALM)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [query, attempt])
  return [answer, () => setAttempt(attempt + 1)]
}

function Results({ query, results }: { query: string; results: SearchResult[] }) {
  const { words } = useInbox()
  if (results.length === 0) {
    return <Empty icon={SearchX} title={words.search.none(query)} hint={words.search.noneHint} />
  }
  return (
    <>
      <p class="quiet">{words.search.results(results.length)}</p>
      <ul>
        {results.map((result) => (
          <li key={result.conversation.id}>
            <Result result={result} query={query} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Result({ result, query }: { result: SearchResult; query: string }) {
  const { desk, words, go } = useInbox()
  const dates = useDates()
  const { conversation, snippet, seq } = result

  function open(): void {
    desk.conversations.put([conversation])
    go({ name: 'conversations', conversationId: conversation.id, ...(seq && { seq }) })
  }

  return (
    <button type="button" class="row" onClick={open}>
      <Avatar name={faceOf(conversation)} />
      <span class="row-main">
        <span class="row-line">
          <strong class="cut">{highlight(nameOf(conversation, words), query)}</strong>
          <time class="row-time">{dates.short(conversation.lastMessageAt, desk.now.peek())}</time>
        </span>
        <span class="found">{highlight(snippet, query)}</span>
      </span>
    </button>
  )
}
