import { Info, TriangleAlert } from 'lucide'
import { Icon } from '../../../parts/icon.tsx'
import type { Conflict } from './conflicts.ts'
import { useEditing } from './editor-context.ts'

/** What is wrong with the rule as a whole, or worth knowing of it. */
export function ConflictLines() {
  const { conflicts } = useEditing()
  return (
    <div role="status">
      {conflicts
        .filter(({ place }) => !place)
        .map((conflict) => (
          <ConflictLine key={conflict.code} conflict={conflict} />
        ))}
    </div>
  )
}

export function ConflictLine({ conflict: { code, weight } }: { conflict: Conflict }) {
  const { words } = useEditing()
  return (
    <p class={`rule-conflict ${weight}`}>
      <Icon of={weight === 'never' ? TriangleAlert : Info} size={16} />
      <span>{words.conflicts[code]}</span>
    </p>
  )
}
