import { Check } from 'lucide'
import type { View } from '../../api/site-api.ts'
import { useInbox } from '../../app/context.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'

/** Where to look next when a list has nothing. */
const NEXT: Partial<Record<View, View>> = { waiting: 'all', mine: 'unassigned', all: 'closed' }

/** A list with nothing in it: what that means and where to look next. */
export function ListEmpty({ view }: { view: View }) {
  const { words, changePreferences } = useInbox()
  const next = NEXT[view]
  const names = {
    all: words.list.goAll,
    unassigned: words.list.goUnassigned,
    closed: words.list.goClosed,
  }
  return (
    <Empty icon={Check} title={words.list.empty[view]} hint={words.list.empty[`${view}Hint`]}>
      {next && (
        <Button onClick={() => changePreferences({ view: next })}>
          {names[next as keyof typeof names]}
        </Button>
      )}
    </Empty>
  )
}
