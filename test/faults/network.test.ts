import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seeded } from '../support/random.ts'
import { type RelayProcess, startRelay } from '../support/relay-process.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { type Crowd, seatCrowd } from './crowd.ts'
import { setUpToken } from './kill.ts'

/** After the line has healed, everybody has read everything within this time. */
const HEAL_MS = 10_000
const CUTS = Number(process.env.CUTS ?? 200)

let relay: RelayProcess
let proxy: TcpProxy
let crowd: Crowd
const random = seeded(42)

beforeEach(async () => {
  relay = await startRelay({
    main: fileURLToPath(new URL('faulty-relay.ts', import.meta.url)),
    env: { LOG_LEVEL: 'silent' },
  })
  proxy = await startTcpProxy({ port: relay.port }, random)
  crowd = await seatCrowd(
    relay.url,
    await setUpToken(relay.output),
    { shoppers: 8, members: 4 },
    random,
  )
  for (const client of [...crowd.shoppers, ...crowd.members])
    client.moveTo(`http://127.0.0.1:${proxy.port}`)
})

afterEach(async () => {
  crowd.stop()
  await proxy.stop()
  await relay.dispose()
})

async function expectWhole(): Promise<void> {
  const settled = await crowd.settle(relay.url, HEAL_MS)
  expect(await crowd.check(relay.url)).toEqual([])
  expect(settled).toBe(true)
}

describe('a bad network', () => {
  it(`T44: loses and doubles nothing over ${CUTS} cuts at random moments`, async () => {
    const pause = crowd.write(20)
    for (let i = 0; i < CUTS; i++) {
      await sleep(10 + random() * 80)
      proxy.cut()
    }
    pause()
    await expectWhole()
  })

  it('heals lines that went dead without a word', async () => {
    const pause = crowd.write(30)
    for (let i = 0; i < 3; i++) {
      await sleep(300)
      proxy.set({ halfOpen: true })
      await sleep(500)
      proxy.set({ halfOpen: false })
    }
    await sleep(4_000)
    pause()
    await expectWhole()
  })

  it('T43: stores each message once though every third response is lost', async () => {
    proxy.set({ dropEvery: 3 })
    const pause = crowd.write(15)
    while (proxy.dropped() < 300) await sleep(50)
    pause()
    proxy.set({ dropEvery: 0 })
    await expectWhole()
  })

  it('keeps the order on a slow line that resets now and then', async () => {
    proxy.set({ latency: 100, jitter: 200, bandwidth: 32_000, resetAfter: 20_000 })
    const pause = crowd.write(60)
    await sleep(6_000)
    pause()
    proxy.set({ latency: 0, jitter: 0, bandwidth: 0, resetAfter: 0 })
    await expectWhole()
  })
})
