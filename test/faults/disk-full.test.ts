import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seeded } from '../support/random.ts'
import { type RelayProcess, startRelay } from '../support/relay-process.ts'
import { type Crowd, seatCrowd } from './crowd.ts'
import { setUpToken } from './kill.ts'

let disk: string
let relay: RelayProcess
let crowd: Crowd

/** A disk of 16 MB, which only root may mount: elsewhere the suite fails and says so. */
beforeEach(async () => {
  disk = mkdtempSync(join(tmpdir(), 'loods-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk])
  relay = await startRelay({
    main: fileURLToPath(new URL('faulty-relay.ts', import.meta.url)),
    dataDir: disk,
    env: { LOG_LEVEL: 'silent' },
  })
  const random = seeded(3)
  crowd = await seatCrowd(
    relay.url,
    await setUpToken(relay.output),
    { shoppers: 4, members: 2 },
    random,
  )
})

afterEach(async () => {
  crowd.stop()
  await relay.dispose()
  execFileSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

/** Takes all that is left, but for nothing. The relay may take some of it while this writes. */
function fill(): string {
  const path = join(disk, 'ballast')
  const { bavail, bsize } = statfsSync(disk)
  try {
    writeFileSync(path, Buffer.alloc(bavail * bsize))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
  return path
}

describe('a full disk', () => {
  it('acknowledges nothing it cannot keep, still answers, and goes on when there is room', async () => {
    const pause = crowd.write(20)
    await sleep(500)
    const ballast = fill()
    const everybody = [...crowd.shoppers, ...crowd.members]
    while (everybody.reduce((sum, client) => sum + client.unanswered, 0) < 10) await sleep(50)
    pause()
    const acked = everybody.reduce((sum, client) => sum + client.acked, 0)
    expect((await fetch(`${relay.url}/readyz`)).status).toBe(200)
    await sleep(500)
    expect(everybody.reduce((sum, client) => sum + client.acked, 0)).toBe(acked)
    rmSync(ballast)
    const settled = await crowd.settle(relay.url, 5_000)
    expect(await crowd.check(relay.url)).toEqual([])
    expect(settled).toBe(true)
  })
})
