import type { LossRate, PageReport } from '@loods/protocol'
import { ChevronDown, Flag } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { Icon } from '../../parts/icon.tsx'
import { percent } from './funnel.tsx'
import { PageDetails } from './page-details.tsx'
import { RateBar } from './rate-bar.tsx'

const LOSSES = ['bounce', 'exit', 'dropOff'] as const
type Loss = (typeof LOSSES)[number]
/** Visits below which a rate says nothing. */
const ENOUGH_TO_SHOW = 30

/** Pages that are being chosen, by their keys. */
export interface Choice {
  chosen: string[]
  toggle(key: string): void
  label(page: string): string
}

/** One page: what it loses, what that means beside its kind, and more on demand. */
export function PageRow({
  page,
  days,
  choice,
}: {
  page: PageReport
  days: number
  choice: Choice | undefined
}) {
  const { words, locale } = useInbox()
  const [open, setOpen] = useState(false)
  const name = page.key === OTHER ? words.pages.others : page.key
  return (
    <>
      <tr>
        <th scope="row">
          {choice && page.key !== OTHER && (
            <input
              type="checkbox"
              class="insights-choose"
              aria-label={choice.label(name)}
              checked={choice.chosen.includes(page.key)}
              onChange={() => choice.toggle(page.key)}
            />
          )}
          <button
            type="button"
            class="insights-page"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <span>{name}</span>
            <Icon of={ChevronDown} size={16} />
          </button>
          <span class="quiet">{words.pages.kinds[page.kind]}</span>
        </th>
        <td class="number" data-name={words.pages.views}>
          {new Intl.NumberFormat(locale).format(page.views)}
        </td>
        {LOSSES.map((loss) => (
          <td
            key={loss}
            class="insights-heat"
            style={heatOf(page[loss])}
            data-name={words.pages[loss]}
          >
            <RateView rate={page[loss]} />
          </td>
        ))}
        <td>
          <Finding page={page} />
        </td>
      </tr>
      {open && (
        <tr class="insights-more">
          <td colSpan={6}>
            <PageDetails page={page} days={days} />
          </td>
        </tr>
      )}
    </>
  )
}

/** Key of the pages that are counted together because there are too many. */
const OTHER = '/:other'

/** The warmer, the more above what is usual; twice as much is as warm as it gets. */
function heatOf({ n, hits, baseline }: LossRate): Record<string, string> | undefined {
  if (n < ENOUGH_TO_SHOW || baseline === 0) return undefined
  const above = hits / n / baseline - 1
  return above > 0 ? { '--heat': Math.min(1, above).toFixed(2) } : undefined
}

/** A rate as number and bar. */
function RateView({ rate }: { rate: LossRate }) {
  const { words, locale } = useInbox()
  const { n, hits, standing } = rate
  if (n < ENOUGH_TO_SHOW) return <span class="quiet">{n > 0 ? words.pages.few(n) : '–'}</span>
  return (
    <span class="insights-rate" data-prone={standing === 'prone'}>
      <b>{percent(locale, hits / n)}</b>
      <RateBar rate={rate} />
    </span>
  )
}

/** What the numbers say, in one sentence. */
function Finding({ page }: { page: PageReport }) {
  const { words, locale } = useInbox()
  const prone = LOSSES.filter((loss) => page[loss].standing === 'prone').sort(
    (one, other) => page[other].lost - page[one].lost,
  )
  const [worst] = prone
  if (worst) {
    const { n, hits, baseline, lost } = page[worst]
    return (
      <p class="insights-finding prone">
        <Icon of={Flag} size={16} />
        <span>
          {words.pages.found[worst](percent(locale, hits / n), percent(locale, baseline))}{' '}
          {words.pages.lost(Math.max(1, Math.round(lost)))}
        </span>
      </p>
    )
  }
  const waiting = waitFor(page)
  if (waiting === undefined) return <p class="insights-finding quiet">{words.pages.usual}</p>
  return <p class="insights-finding quiet">{words.pages.notYet(waiting)}</p>
}

/** Days until the first of its rates is known; 0 when nobody can tell; undefined when all are. */
function waitFor(page: PageReport): number | undefined {
  const unclear = LOSSES.map((loss: Loss) => page[loss]).filter(
    ({ standing, n }) => standing === 'unclear' && n > 0,
  )
  if (unclear.length === 0) return undefined
  const days = unclear.flatMap(({ daysMore }) => daysMore ?? [])
  return days.length > 0 ? Math.min(...days) : 0
}
