import { describe, expect, it } from 'vitest'
import { seeded } from '../support/random.ts'
import { killUnderLoad } from './kill.ts'

const KILLS = Number(process.env.KILLS ?? 60)
/** Milliseconds a kill may take at most, with the start after it, on a machine that does other work too. */
const PER_KILL = 10_000

describe('kill -9 under load', () => {
  it(
    `loses, doubles and skips nothing over ${KILLS} kills, though wake-ups get lost`,
    async () => {
      const report = await killUnderLoad({
        kills: KILLS,
        patches: ['lost wake-ups'],
        random: seeded(20261122),
      })
      expect(report.wrong).toEqual([])
      expect(report.acked).toBeGreaterThan(KILLS * 10)
    },
    60_000 + KILLS * PER_KILL,
  )
})

describe('the harness catches a planted bug', () => {
  it.each([
    ['ack before commit'],
    ['no unique client id'],
    ['fan-out before commit'],
    ['in-memory outbox'],
    ['notifier without poll', 'hardly a wake-up'],
  ])('%s', async (...patches) => {
    const report = await killUnderLoad({ kills: 40, patches, random: seeded(7), untilFound: true })
    expect(report.wrong).not.toEqual([])
  })
})
