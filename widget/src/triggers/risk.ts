import type { Device, PageKind, ViewAnswer, WidgetConfig } from '@loods/protocol'
import { riskScore } from '@loods/protocol/risk'

/** What the page knows of itself: milliseconds it was visible, and what it is. */
export interface Here {
  kind: PageKind | undefined
  visible: number
  device: Device
}

/**
 * How likely this visit is to end without an order, from 0 to 1; undefined where the shop has too few
 * visits to know, or visits are not joined.
 */
export const riskOf = (
  weights: WidgetConfig['risk'],
  visit: ViewAnswer['visit'],
  { kind = 'other', visible, device }: Here,
): number | undefined => {
  if (!weights || !visit) return undefined
  const { kinds = {}, added = false } = visit
  return riskScore(weights, {
    kind,
    seconds: visible / 1_000,
    kinds,
    added,
    device,
    at: Date.now(),
  })
}
export type RiskOf = typeof riskOf
