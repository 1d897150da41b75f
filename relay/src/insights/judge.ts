import type { Kysely } from 'kysely'
import { type Findings, judgePages } from './findings.ts'
import { readUntouched } from './reports.ts'
import type { InsightsSchema } from './schema.ts'

/** Pages below which judging costs so little that every new visit may count at once. */
const SMALL = 300
/** Share of the visits that were judged by which new ones make another judgement worth its time. */
const WORTH_IT = 0.05
/** Shops whose findings are kept in memory. */
const MOST_SHOPS = 500

/** Keeps what was found of each shop's pages: finding it again for every report would cost too much. */
export interface Judge {
  /** What is found of a site's pages; of a large shop it may be a day old, or a twentieth of its visits. */
  findings(siteId: string, today: number): Promise<Findings>
  /** So many more visits were counted. */
  counted(siteId: string, visits: number): void
  /** What was counted is not what it was: everything is judged anew. */
  forget(siteId: string): void
}

interface Judged {
  findings: Findings
  today: number
  /** Visits it was made of, and those that came since. */
  visits: number
  since: number
  /** It is being found anew. */
  renewing: boolean
}

export function createJudge(db: Kysely<InsightsSchema>): Judge {
  const kept = new Map<string, Judged>()

  async function judge(siteId: string, today: number): Promise<Judged> {
    const pages = await readUntouched(db, siteId, today)
    const visits = pages.reduce((sum, { bounce }) => sum + bounce.n, 0)
    const judged = { findings: judgePages(pages, today), today, visits, since: 0, renewing: false }
    const [oldest] = kept.keys()
    if (kept.size >= MOST_SHOPS && oldest !== undefined) kept.delete(oldest)
    kept.set(siteId, judged)
    return judged
  }

  function holds({ findings, visits, since, today: judgedOn }: Judged, today: number): boolean {
    if (judgedOn !== today) return false
    return findings.size < SMALL ? since === 0 : since <= visits * WORTH_IT
  }

  /** Whoever asks for a report of a large shop gets what was found before, at once. */
  function renew(siteId: string, known: Judged, today: number): void {
    if (known.renewing) return
    known.renewing = true
    setTimeout(() => {
      judge(siteId, today).catch(() => {
        known.renewing = false
      })
    }).unref()
  }

  return {
    async findings(siteId, today) {
      const known = kept.get(siteId)
      if (!known || (known.findings.size < SMALL && !holds(known, today))) {
        return (await judge(siteId, today)).findings
      }
      if (!holds(known, today)) renew(siteId, known, today)
      return known.findings
    },
    counted(siteId, visits) {
      const known = kept.get(siteId)
      if (known) known.since += visits
    },
    forget: (siteId) => void kept.delete(siteId),
  }
}
