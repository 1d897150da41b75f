import type { PlanAnswer, SimulateAnswer, TriggerDefinition } from '@loods/protocol'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'

/** Milliseconds a rule rests before visits of the past are asked about it. */
const CALM = 700

/** What a shop's own visits say of a trigger before it is kept. */
export interface Outlook {
  plan: PlanAnswer | undefined
  /** What it would have done lately; undefined while nobody knows, or its rule is not finished. */
  simulated: SimulateAnswer | undefined
}

/** @param triggerId one that has a trial already @param ready whether the rule is one the relay can read */
export function useOutlook(
  definition: TriggerDefinition,
  triggerId: string | undefined,
  ready: boolean,
): Outlook {
  const { desk } = useInbox()
  const [plan, setPlan] = useState<PlanAnswer>()
  const [simulated, setSimulated] = useState<SimulateAnswer>()
  const insights = `/api/sites/${desk.membership.siteId}/insights`
  const { page, pageKind, when, delay, schedule } = definition
  const asked = {
    page,
    when,
    ...(pageKind && { pageKind }),
    ...(delay && { delay }),
    ...(schedule && { schedule }),
  }

  useEffect(() => {
    // Without it the choice can be made all the same.
    desk.api.get<PlanAnswer>(`${insights}/plan`, { triggerId }).then(setPlan, () => {})
  }, [triggerId])

  useEffect(() => {
    let gone = false
    const timer = setTimeout(() => {
      if (!ready) return setSimulated(undefined)
      desk.api.post<SimulateAnswer>(`${insights}/simulate`, { trigger: asked }).then(
        (answer) => !gone && setSimulated(answer),
        () => !gone && setSimulated(undefined),
      )
    }, CALM)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [JSON.stringify(asked), ready])

  return { plan, simulated }
}
