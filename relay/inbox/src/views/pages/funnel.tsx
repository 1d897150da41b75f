import type { StepCount } from '@loods/protocol'
import { useInbox } from '../../app/context.ts'

const STEPS = ['product', 'cart', 'checkout'] as const

/** The way to an order: how many visits came to each step, and how many went no further. */
export function Funnel({ steps }: { steps: StepCount[] }) {
  const { words, locale } = useInbox()
  const known = STEPS.map((kind) => steps.find((step) => step.kind === kind))
  const widest = Math.max(...known.map((step) => step?.reached ?? 0))
  if (widest === 0) return null
  const last = known.at(-1)
  const bars = [
    ...STEPS.map((kind, index) => ({
      name: words.pages.steps[kind],
      count: known[index]?.reached ?? 0,
    })),
    { name: words.pages.steps.order, count: last?.wentOn ?? 0 },
  ]
  const number = new Intl.NumberFormat(locale)
  return (
    <section class="funnel" aria-label={words.pages.funnel}>
      <ol>
        {bars.map(({ name, count }, index) => {
          const step = known[index]
          return (
            <li key={name}>
              <span class="funnel-name">{name}</span>
              <span class="funnel-count">{number.format(count)}</span>
              <span class="funnel-bar" style={{ inlineSize: `${(100 * count) / widest}%` }} />
              {step && step.reached > 0 && (
                <span class="quiet">
                  {words.pages.leave(percent(locale, 1 - step.wentOn / step.reached))}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

export function percent(locale: string, share: number): string {
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(share)
}
