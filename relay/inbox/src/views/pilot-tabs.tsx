import { useInbox } from '../app/context.ts'
import type { Route } from '../app/route.ts'
import pilotCss from '../look/pilot.css'
import { adopt } from '../look/sheets.ts'
import { Link } from '../parts/link.tsx'

const TABS = ['pages', 'triggers', 'doctor'] as const

/** The way between the three screens of what happens on a shop's pages and the help offered there. */
export function PilotTabs({ current }: { current: Route['name'] }) {
  const { root, words } = useInbox()
  adopt(root, pilotCss)
  return (
    <nav class="pilot-tabs" aria-label={words.app.pilot}>
      {TABS.map((name) => (
        <Link key={name} to={{ name }} here={name === current}>
          {words.pilot[name]}
        </Link>
      ))}
    </nav>
  )
}
