import { buildIfStale } from '../../scripts/build-if-stale.ts'
import { type Bench, goal } from '../harness/bench.ts'
import { quantile } from '../harness/statistics.ts'
import type { Cell } from '../harness/table.ts'
import { AT_ONCE, measureStoring } from './storing.ts'
import { type Crowd, measureScreen, PACE, type Seen } from './to-screen.ts'

const GOAL_MS = 500

/** All by one person is harder than life: the thread on screen grows by each message. */
const CROWDS: Crowd[] = [
  { name: 'all in the open conversation', messages: 500, people: 1, openOneIn: 1 },
  { name: 'by 200 people, a fifth in the open one', messages: 1_000, people: 200, openOneIn: 5 },
]

/** What networks tell: how fast it is kept, how fast worked off, and when a member sees it. */
export const channels: Bench = {
  name: 'channels',
  async run(options) {
    const { stored, worked, ack, cpu } = await measureStoring(options)
    await buildIfStale(options.say)
    const screens: [Crowd, Seen][] = []
    for (const crowd of CROWDS) {
      options.say(crowd.name)
      const messages = options.quick ? 100 : crowd.messages
      screens.push([crowd, await measureScreen({ ...crowd, messages })])
    }
    return {
      tables: [
        {
          title: `Webhooks of one message each, ${AT_ONCE} at once`,
          columns: [
            'stored a second',
            'worked off a second',
            'acknowledged p50 ms',
            'p99 ms',
            'CPU µs each, all told',
          ],
          rows: [[stored, worked, quantile(ack, 0.5), quantile(ack, 0.99), cpu].map(Math.round)],
        },
        {
          title: `From a person's phone to the screen of a member, ${PACE} a second; ms since it was sent, p50 and p99`,
          columns: [
            'messages',
            'a second',
            'acknowledged',
            'told to members',
            'in the browser',
            'seen',
            'on the screen',
            'browser CPU ms each',
          ],
          rows: screens.map(([{ name }, seen]) => rowOf(name, seen)),
        },
      ],
      notes: screens.map(([{ name }, { shown }]) => {
        const p99 = quantile(shown, 0.99)
        return goal(`p99 at most ${GOAL_MS} ms, ${name}`, p99 <= GOAL_MS, `${p99.toFixed(0)} ms`)
      }),
      measured: { stored, worked, ack, cpu, screens: screens.map(([, seen]) => seen) },
    }
  },
}

function rowOf(name: string, seen: Seen): Cell[] {
  const { acknowledged, told, arrived, shown, pace, browser } = seen
  return [
    name,
    pace,
    both(acknowledged),
    both(told),
    both(arrived),
    String(shown.length),
    both(shown),
    browser,
  ]
}

function both(sorted: readonly number[]): string {
  return [0.5, 0.99].map((q) => quantile(sorted, q).toFixed(0)).join(' / ')
}
