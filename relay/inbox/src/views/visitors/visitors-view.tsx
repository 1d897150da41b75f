import { useInbox } from '../../app/context.ts'
import { Empty } from '../../parts/empty.tsx'

export function VisitorsView() {
  const { words } = useInbox()
  return <Empty title={words.app.visitors} />
}
