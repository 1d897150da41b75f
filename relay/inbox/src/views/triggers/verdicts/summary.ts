import type { PauseReason, TriggerVerdict } from '@loods/protocol'
import type { TriggerWords } from '../i18n/words.ts'
import { moneyIn } from './money.ts'

/** How a verdict looks: proven good or bad, waiting for more, not to be trusted, or none to come. */
export type Standing = 'earns' | 'harms' | 'waits' | 'broken' | 'blind'

export interface Summary {
  standing: Standing
  /** What is proven, in one sentence. */
  text: string
}

export interface Judged {
  verdict: TriggerVerdict | undefined
  /** Whether visits are held out at all. */
  heldOut: boolean
  enabled: boolean
  /** Why it was switched off by itself, if it was. */
  paused?: PauseReason | undefined
}

/** What offering help is worth, in words a merchant reads at a glance. */
export function summarize(
  { verdict, heldOut, enabled, paused }: Judged,
  words: TriggerWords['verdicts'],
  { locale, currency }: { locale: string; currency: string },
): Summary {
  if (paused) return { standing: 'harms', text: words.paused[paused] }
  if (!heldOut) return { standing: 'blind', text: words.blind }
  switch (verdict?.verdict) {
    case 'mismatch':
      return { standing: 'broken', text: words.mismatch }
    case 'better':
      return { standing: 'earns', text: gain(verdict, words, { locale, currency }) }
    case 'worse':
      return { standing: 'harms', text: enabled ? words.harms : words.harmed }
    default:
      return { standing: 'waits', text: wait(verdict, words) }
  }
}

/** In money where the revenue is sure, too; otherwise in orders, by which verdicts are given. */
function gain(
  { orders, revenue }: TriggerVerdict,
  words: TriggerWords['verdicts'],
  { locale, currency }: { locale: string; currency: string },
): string {
  const money = moneyIn(locale, currency)
  const { difference, low, high } = revenue
  if (low !== null && high !== null && low > 0) {
    return words.earns(money(difference), money(low), money(high))
  }
  const perHundred = (share: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(100 * share)
  return words.moreOrders(
    perHundred(orders.difference),
    perHundred(orders.low ?? 0),
    perHundred(orders.high ?? 1),
  )
}

function wait(verdict: TriggerVerdict | undefined, words: TriggerWords['verdicts']): string {
  if (!verdict) return words.nobodyYet
  return verdict.daysMore === undefined ? words.longWait : words.notYet(verdict.daysMore)
}
