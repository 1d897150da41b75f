import { Sparkles } from 'lucide'
import { useInbox } from '../../app/context.ts'
import { useLoaded } from '../../app/use-loaded.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useTriggers } from './triggers-context.ts'

/** Tells which triggers no member started, and where to look at them or take them back. */
export function StartedByItself() {
  const { desk, go } = useInbox()
  const { words } = useTriggers()
  const report = useLoaded(desk.siteApi.proposals, 'triggers')
  const pages = report.value?.started.filter(({ automatic }) => automatic).map(({ key }) => key)
  if (!pages?.length) return null
  return (
    <div class="notice">
      <Icon of={Sparkles} size={16} />
      <div>
        <span>{words.byItself(pages.join(', '))}</span>
        <Button kind="plain" onClick={() => go({ name: 'pages' })}>
          {words.toProposals}
        </Button>
      </div>
    </div>
  )
}
