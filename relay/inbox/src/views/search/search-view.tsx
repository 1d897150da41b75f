import { useInbox } from '../../app/context.ts'
import { Empty } from '../../parts/empty.tsx'

export function SearchView() {
  const { words } = useInbox()
  return <Empty title={words.app.search} />
}
