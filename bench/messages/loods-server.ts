import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { readConfig } from '../../relay/src/config.ts'
import { type AppContext, createContext } from '../../relay/src/context.ts'
import { DEFAULT_LIMITS, type LimitRules } from '../../relay/src/limits/limits.ts'
import { addMember } from '../../relay/src/members/member.service.ts'
import { startServer } from '../../relay/src/server.ts'
import { programInput } from '../harness/processes.ts'
import type { Stage, StageSite, StageSize } from './stage.ts'
import { withoutStorage } from './without-storage.ts'

export interface LoodsServerInput extends StageSize {
  /** False: messages pass through memory only. */
  storage: boolean
  /** A folder and port of an earlier life to go on with; without them both are new. */
  life?: { dataDir: string; port: number }
}

/**
 * Our relay with shops, members and shoppers in place; says its stage and serves until SIGTERM.
 * SIGUSR2 collects its garbage where Node allows that (--expose-gc).
 */
async function main(): Promise<void> {
  const input = await programInput<LoodsServerInput>()
  const dataDir = input.life?.dataDir ?? mkdtempSync(join(tmpdir(), 'loods-bench-'))
  const port = String(input.life?.port ?? 0)
  const config = readConfig({ DATA_DIR: dataDir, PORT: port, LOG_LEVEL: 'error' })
  const context = await createContext(config, { limits: raised(DEFAULT_LIMITS) })
  if (!input.storage) withoutStorage(context)
  const server = await startServer(context)
  const opening = Array.from({ length: input.sites }, () =>
    openSite(context, input.visitorsPerSite),
  )
  const sites = await Promise.all(opening)
  process.on('SIGUSR2', () => globalThis.gc?.())
  console.log(JSON.stringify({ url: server.url, sites } satisfies Stage))
  await once(process, 'SIGTERM')
  await server.stop()
  if (!input.life) rmSync(dataDir, { recursive: true, force: true })
}

/** The limiter stays in the path; only its numbers rise. */
function raised(rules: LimitRules): LimitRules {
  const entries = Object.entries(rules).map(([name, rule]) => [name, { ...rule, points: 1e9 }])
  return Object.fromEntries(entries) as LimitRules
}

async function openSite(context: AppContext, visitors: number): Promise<StageSite> {
  const { sessions } = context.auth
  const { site, cookie } = await openShop(context)
  const account = await sessions.fromCookie(cookie)
  if (!account) throw new Error('the session did not open')
  const started = []
  for (let i = 0; i < visitors; i++) started.push(context.auth.visitors.start(site.id, {}))
  return {
    siteId: site.id,
    siteKey: site.key,
    token: (await sessions.mintToken(account)).token,
    secrets: (await Promise.all(started)).map((visitor) => visitor.secret),
  }
}

/** A shop with one member, who is signed in. */
function openShop({ writer, sites, auth }: AppContext) {
  return writer.run(async (tx) => {
    const site = await sites.create(tx, { name: 'Bench', language: 'en', timeZone: 'UTC' })
    const id = nanoid()
    await tx.db
      .insertInto('accounts')
      .values({
        id,
        email: `${id}@bench.example`,
        name: 'Bench',
        password_hash: null,
        language: 'en',
        settings: '{}',
        created_at: tx.now,
      })
      .execute()
    await addMember(tx, { siteId: site.id, accountId: id, role: 'owner' })
    return { site, cookie: await auth.sessions.open(tx, id, 'bench') }
  })
}

await main()
