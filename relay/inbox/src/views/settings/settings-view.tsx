import { useInbox } from '../../app/context.ts'
import { Empty } from '../../parts/empty.tsx'

export function SettingsView(_: { page: string | undefined }) {
  const { words } = useInbox()
  return <Empty title={words.app.settings} />
}
