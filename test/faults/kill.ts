import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '../../relay/src/db/database.ts'
import { createFileStore, filesFolder } from '../../relay/src/files/file-store.ts'
import { verify } from '../../relay/src/verify/verify.ts'
import { startRelay } from '../support/relay-process.ts'
import { seatCrowd } from './crowd.ts'

const FAULTY_RELAY = fileURLToPath(new URL('faulty-relay.ts', import.meta.url))

export interface KillPlan {
  kills: number
  /** Names of patches.ts to plant. */
  patches?: string[]
  random: () => number
  /** Stop at the first thing found: enough to know that a bug is caught. */
  untilFound?: boolean
  databaseUrl?: string
}

export interface KillReport {
  kills: number
  acked: number
  /** What did not hold; empty when nothing was lost, doubled or out of order. */
  wrong: string[]
}

/** Kills a relay under load again and again, and checks at the end that nobody lost a word. */
export async function killUnderLoad(plan: KillPlan): Promise<KillReport> {
  const relay = await startRelay({
    main: FAULTY_RELAY,
    env: {
      PATCHES: (plan.patches ?? []).join(','),
      LOG_LEVEL: 'silent',
      ...(plan.databaseUrl && { DATABASE_URL: plan.databaseUrl }),
    },
  })
  const token = await setUpToken(relay.output)
  const crowd = await seatCrowd(relay.url, token, { shoppers: 16, members: 4 }, plan.random)
  let pause = crowd.write(25)
  const wrong: string[] = []
  let kills = 0
  try {
    while (kills < plan.kills && !(plan.untilFound && wrong.length > 0)) {
      await sleep(30 + plan.random() * 200)
      await relay.kill()
      kills += 1
      await relay.restart()
      if (plan.untilFound && kills % 5 === 0) {
        wrong.push(...(await look()))
        pause = crowd.write(25)
      }
    }
    if (wrong.length === 0) wrong.push(...(await look()))
    const acked = [...crowd.shoppers, ...crowd.members].reduce(
      (sum, client) => sum + client.acked,
      0,
    )
    return { kills, acked, wrong }
  } finally {
    pause()
    crowd.stop()
    await relay.dispose()
  }

  /** Lets everybody come to rest, then compares what was said, stored and seen. */
  async function look(): Promise<string[]> {
    pause()
    const settled = await crowd.settle(relay.url, 20_000)
    const found = await crowd.check(relay.url)
    if (!settled) found.push('not everybody has read everything after 20 seconds')
    await using db = openDatabase({ url: plan.databaseUrl, dataDir: relay.dataDir })
    const violations = await verify(
      db.read,
      Date.now(),
      createFileStore(filesFolder(relay.dataDir)),
    )
    return [...found, ...violations.map(({ rule, where }) => `not so: ${rule} (${where})`)]
  }
}

/** The link for the first owner, from what the relay printed. */
export async function setUpToken(output: () => string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const token = /#set-up=([\w-]+)/.exec(output())?.[1]
    if (token) return token
    await sleep(50)
  }
  throw new Error('the relay printed no set-up link')
}
