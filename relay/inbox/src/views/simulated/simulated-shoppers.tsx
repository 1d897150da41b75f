import type { DemoWeek } from '@loods/protocol'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { roleCovers } from '../../app/roles.ts'
import { useOwnWords } from '../../app/use-own-words.ts'
import { adopt } from '../../look/sheets.ts'
import { Button } from '../../parts/button.tsx'
import { loadSimulatedWords } from './i18n/words.ts'
import simulatedCss from './simulated.css'

/** Milliseconds between looks at how far the shoppers are. */
const LOOK_EVERY = 1_000

interface SimulatedShoppersProps {
  /** They can be made here, too. */
  offer?: boolean
  /** They came or went: what is shown beside this is not so any more. */
  onChange(): void
}

/** Says that shoppers were made up, and takes them away again; in the demo's own shop only. */
export function SimulatedShoppers(props: SimulatedShoppersProps) {
  const { demoUrl } = useInbox()
  return demoUrl ? <InDemo {...props} /> : null
}

function InDemo({ offer = false, onChange }: SimulatedShoppersProps) {
  const { desk, root, toasts, locale } = useInbox()
  adopt(root, simulatedCss)
  const words = useOwnWords(loadSimulatedWords)
  const [week, setWeek] = useState<DemoWeek>()
  const { siteId, role } = desk.membership
  const path = `/api/sites/${siteId}/demo/week`
  useEffect(() => {
    // Another shop of this relay has no demo.
    desk.api.get<DemoWeek>(path).then(setWeek, () => {})
  }, [path])
  useEffect(() => {
    if (!week?.running) return
    const hear = (next: DemoWeek) => {
      setWeek(next)
      if (!next.running) onChange()
    }
    const timer = setTimeout(() => {
      // A relay that does not answer now is asked again.
      desk.api.get<DemoWeek>(path).then(hear, () => setWeek({ ...week }))
    }, LOOK_EVERY)
    return () => clearTimeout(timer)
  }, [week])
  const change = (work: Promise<DemoWeek>): void => {
    work
      .then((next) => {
        setWeek(next)
        onChange()
      })
      .catch((error: unknown) => toasts.failed(error))
  }
  if (!week || !words) return null
  const may = roleCovers(role, 'admin')
  const visits = new Intl.NumberFormat(locale).format(week.visits)
  if (week.running) {
    return (
      <section class="simulated" role="status">
        <p>{words.running(visits)}</p>
      </section>
    )
  }
  if (week.visits === 0) {
    if (!offer || !may) return null
    return (
      <section class="simulated" data-offer="true">
        <p>{words.offer}</p>
        <Button onClick={() => change(desk.api.post<DemoWeek>(path))}>{words.start}</Button>
      </section>
    )
  }
  return (
    <section class="simulated">
      <p>{words.marked(visits)}</p>
      {may && (
        <Button onClick={() => change(desk.api.delete<DemoWeek>(path))}>{words.remove}</Button>
      )}
    </section>
  )
}
