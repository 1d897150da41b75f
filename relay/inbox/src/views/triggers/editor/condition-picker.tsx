import type { Condition, ConditionType } from '@loods/protocol'
import { Plus } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../../parts/icon.tsx'
import { Menu } from '../../../parts/menu.tsx'
import { CATALOG, TOPICS, typesOf } from './catalog.ts'
import { useEditing } from './editor-context.ts'

interface PickerProps {
  label: string
  onPick(condition: Condition): void
}

/** Everything that can be waited for, by what it is about; typing finds it. */
export function ConditionPicker({ label, onPick }: PickerProps) {
  const { words } = useEditing()
  const [open, setOpen] = useState(false)
  const [search, setSearch] = useState('')
  const box = useRef<HTMLInputElement>(null)
  // Low on the page it would open below the edge.
  useEffect(() => {
    if (open) box.current?.closest('.menu')?.scrollIntoView({ block: 'nearest' })
  }, [open])
  const close = () => {
    setOpen(false)
    setSearch('')
  }
  const fits = (type: ConditionType) => matches(search, words, type)
  const found = TOPICS.map((topic) => ({ topic, types: typesOf(topic).filter(fits) })).filter(
    ({ types }) => types.length > 0,
  )

  function pick(type: ConditionType | undefined): void {
    if (!type) return
    close()
    onPick(structuredClone(CATALOG[type].start))
  }

  return (
    <Menu
      label={words.pick}
      place="start rule-picker"
      open={open}
      onClose={close}
      anchor={
        <button
          type="button"
          class="button plain rule-add"
          aria-expanded={open}
          aria-haspopup="dialog"
          onClick={() => (open ? close() : setOpen(true))}
        >
          <Icon of={Plus} size={16} />
          {label}
        </button>
      }
    >
      <input
        ref={box}
        class="input"
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          // The form around it is not meant.
          event.preventDefault()
          pick(found[0]?.types[0])
        }}
      />
      {found.map(({ topic, types }) => (
        <div key={topic}>
          <h3>{words.topics[topic]}</h3>
          {types.map((type) => (
            <button key={type} type="button" class="menu-item" onClick={() => pick(type)}>
              <span>
                {words.conditionNames[type]}
                <small>{words.conditionHints[type as 'exit_intent']}</small>
              </span>
            </button>
          ))}
        </div>
      ))}
      {found.length === 0 && <p class="menu-note">{words.foundNone}</p>}
    </Menu>
  )
}

function matches(
  search: string,
  words: ReturnType<typeof useEditing>['words'],
  type: ConditionType,
) {
  const text = `${words.conditionNames[type]} ${words.conditionHints[type as 'exit_intent'] ?? ''} ${type}`
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
  return wanted.every((word) => text.toLowerCase().includes(word))
}
