import type { Conversation } from '@loods/protocol'
import { useEffect, useRef } from 'preact/hooks'
import type { View } from '../../api/site-api.ts'
import { useCommand } from '../../app/commands.ts'
import { useInbox } from '../../app/context.ts'
import { Button } from '../../parts/button.tsx'
import { Segments } from '../../parts/segments.tsx'
import { Title } from '../../parts/title.tsx'
import { VirtualList } from '../../parts/virtual-list.tsx'
import { type List, VIEWS } from '../../store/lists.ts'
import { ConversationRow } from './conversation-row.tsx'
import { ListEmpty } from './list-empty.tsx'

/** Height of a row, as list.css has it. */
const ROW = 66

/** The lists of conversations, one at a time. */
export function ListPane({ selected }: { selected: string | undefined }) {
  const { desk, words, preferences, changePreferences } = useInbox()
  const { view } = preferences.value
  const list = view === 'waiting' ? desk.lists.waitingFirst : desk.lists[view]
  useListCommands()
  useEffect(() => {
    if (list.state.peek() === 'idle') void list.load()
  }, [list])
  return (
    <section class="list-pane" aria-label={words.list.label}>
      <header>
        <Title>{words.app.conversations}</Title>
        <Segments<View>
          label={words.list.label}
          chosen={view}
          options={VIEWS.map((value) => ({ value, label: <ViewName view={value} /> }))}
          onChoose={(next) => changePreferences({ view: next })}
          controls="conversations"
        />
      </header>
      <Rows list={list} selected={selected} />
    </section>
  )
}

/** 1 to 5 go to the lists in the order of their tabs. */
function useListCommands(): void {
  const { changePreferences } = useInbox()
  const go = (at: number) => () => changePreferences({ view: VIEWS[at] ?? 'all' })
  useCommand('list1', go(0))
  useCommand('list2', go(1))
  useCommand('list3', go(2))
  useCommand('list4', go(3))
  useCommand('list5', go(4))
}

/** The name of a list and, where it asks for action, how many are in it. */
function ViewName({ view }: { view: View }) {
  const { desk, words } = useInbox()
  const { rows, more } = desk.lists[view]
  const count = view === 'waiting' || view === 'mine' ? rows.value.length : 0
  return (
    <>
      {words.views[view]}
      {count > 0 && ` ${count}${more.value ? '+' : ''}`}
    </>
  )
}

function Rows({ list, selected }: { list: List; selected: string | undefined }) {
  const { words, go } = useInbox()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = list.rows.value
  const at = rows.findIndex(({ id }) => id === selected)
  useEffect(() => {
    scroller.current?.scrollTo(0, 0)
  }, [list])
  useEffect(() => reveal(scroller.current, at), [at])

  function open(index: number): void {
    const row = rows[index]
    if (row) go({ name: 'conversations', conversationId: row.id }, selected !== undefined)
  }

  useCommand('next', () => open(Math.min(rows.length - 1, at + 1)))
  useCommand('previous', () => open(Math.max(0, at - 1)))

  function onKeyDown(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    open(Math.min(rows.length - 1, Math.max(0, step(at, rows.length))))
  }

  function option(row: Conversation, index: number) {
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it takes the keys
      <div
        class="row"
        role="option"
        tabIndex={-1}
        id={`row-${row.id}`}
        aria-selected={row.id === selected}
        aria-setsize={list.more.value ? -1 : rows.length}
        aria-posinset={index + 1}
        onClick={() => open(index)}
      >
        <ConversationRow conversation={row} />
      </div>
    )
  }

  return (
    <div
      class="rows"
      id="conversations"
      role="listbox"
      aria-label={words.views[list.view]}
      aria-activedescendant={at === -1 ? undefined : `row-${selected}`}
      aria-busy={list.state.value === 'loading'}
      tabIndex={0}
      ref={scroller}
      onKeyDown={onKeyDown}
    >
      <VirtualList
        count={rows.length}
        rowHeight={ROW}
        scroller={scroller}
        keyOf={(index) => rows[index]?.id ?? ''}
        more={list.more.value && list.state.value === 'ready'}
        onEnd={() => void list.load()}
        row={(index) => {
          const row = rows[index]
          return row && option(row, index)
        }}
      />
      <Below list={list} />
    </div>
  )
}

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** Scrolls just far enough that a row is in view. */
function reveal(scroller: HTMLElement | null, at: number): void {
  if (!scroller || at === -1) return
  const top = at * ROW
  const bottom = top + ROW
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (bottom > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = bottom - scroller.clientHeight
  }
}

/** What stands under the rows: that more is coming, that it went wrong, or that there is nothing. */
function Below({ list }: { list: List }) {
  const { words } = useInbox()
  const empty = list.rows.value.length === 0
  switch (list.state.value) {
    case 'failed':
      return (
        <div class="list-note" role="alert">
          <p>{words.list.failed}</p>
          <Button onClick={() => void list.load()}>{words.app.retry}</Button>
        </div>
      )
    case 'ready':
      return empty ? <ListEmpty view={list.view} /> : null
    default:
      return empty ? <Skeleton /> : <p class="list-note quiet">{words.list.loadingMore}</p>
  }
}

function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      {[58, 42, 64].map((width) => (
        <div class="row" key={width}>
          <span class="avatar" />
          <span class="row-main">
            <i style={{ width: `${width}%` }} />
            <i style={{ width: `${width + 22}%`, marginTop: '8px' }} />
          </span>
        </div>
      ))}
    </div>
  )
}
