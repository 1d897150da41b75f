import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StreamEvent } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { readConfig } from '../relay/src/config.ts'
import { type AppContext, createContext } from '../relay/src/context.ts'
import type { Appended } from '../relay/src/conversations/append.ts'
import { DEFAULT_LIMITS, type LimitRules } from '../relay/src/limits/limits.ts'
import { addMember } from '../relay/src/members/member.service.ts'
import { freePort } from '../relay/src/run.ts'
import { startServer } from '../relay/src/server.ts'

/** What the load generator needs of a server: who may write and who reads. */
export interface Stage {
  url: string
  pid: number
  sites: Array<{
    siteId: string
    siteKey: string
    token: string
    visitors: Array<{ secret: string; conversationId: string }>
  }>
}

/**
 * Our relay as a process of its own for the benchmarks. With `none` the same server runs without
 * its storage: same sockets, parsing, authentication and limits, messages only pass through.
 */
async function main(): Promise<void> {
  const [mode, sites, visitorsPerSite] = [
    process.argv[2],
    Number(process.argv[3]),
    Number(process.argv[4]),
  ]
  const dataDir = mkdtempSync(join(tmpdir(), 'loods-bench-'))
  const config = readConfig({
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    LOG_LEVEL: 'error',
  })
  const context = await createContext(config, { limits: raised(DEFAULT_LIMITS) })
  if (mode === 'none') withoutStorage(context)
  const server = await startServer(context)
  const stage: Stage = { url: server.url, pid: process.pid, sites: [] }
  for (let i = 0; i < sites; i++) stage.sites.push(await openSite(context, visitorsPerSite))
  console.log(JSON.stringify(stage))
  await once(process, 'SIGTERM')
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

/** The limiter stays in the path; only its numbers rise. */
function raised(rules: LimitRules): LimitRules {
  const entries = Object.entries(rules).map(([name, rule]) => [name, { ...rule, points: 1e9 }])
  return Object.fromEntries(entries) as LimitRules
}

async function openSite(context: AppContext, visitors: number): Promise<Stage['sites'][number]> {
  const { site, token } = await context.writer.run(async (tx) => {
    const site = await context.sites.create(tx, { name: 'Bench', language: 'en', timeZone: 'UTC' })
    const accountId = nanoid()
    await tx.db
      .insertInto('accounts')
      .values({
        id: accountId,
        email: `${accountId}@bench.example`,
        name: 'Bench',
        password_hash: null,
        language: 'en',
        settings: '{}',
        created_at: tx.now,
      })
      .execute()
    await addMember(tx, { siteId: site.id, accountId, role: 'owner' })
    const cookie = await context.auth.sessions.open(tx, accountId, 'bench')
    return { site, token: cookie }
  })
  const account = await context.auth.sessions.fromCookie(token)
  if (!account) throw new Error('no session')
  const started = []
  for (let i = 0; i < visitors; i++) started.push(await context.auth.visitors.start(site.id, {}))
  return {
    siteId: site.id,
    siteKey: site.key,
    token: (await context.auth.sessions.mintToken(account)).token,
    visitors: started,
  }
}

/** Messages pass through memory: one frame a site and turn, as the storing server sends them. */
function withoutStorage(context: AppContext): void {
  const pending = new Map<string, StreamEvent[]>()
  let seq = 0
  function flush(): void {
    for (const [siteId, events] of pending)
      context.rooms.toMembers(siteId, { type: 'events', events })
    pending.clear()
  }
  context.live.conversations = {
    ...context.live.conversations,
    async sayAsVisitor(who, saying) {
      const id = nanoid()
      const ts = Date.now()
      seq += 1
      const message = {
        id,
        conversationId: who.conversationId,
        seq,
        cid: saying.cid,
        ts,
        audience: 'all' as const,
        kind: 'text' as const,
        author: { kind: 'visitor' as const },
        text: saying.text ?? '',
        rev: 1,
      }
      const own = pending.get(who.siteId)
      if (own) own.push({ n: seq, type: 'message', message })
      else pending.set(who.siteId, [{ n: seq, type: 'message', message }])
      if (pending.size === 1 && !own) setImmediate(flush)
      const event = { siteId: who.siteId, type: 'message', at: ts, ev: seq, cev: seq }
      return { id, seq, ts, event, dup: false } satisfies Appended
    },
  }
}

await main()
