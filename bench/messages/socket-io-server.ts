import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { nanoid } from 'nanoid'
import { Server, type Socket } from 'socket.io'
import { programInput } from '../harness/processes.ts'
import type { Stage, StageSite, StageSize } from './stage.ts'

/** Who signed in with a token. */
interface Person {
  token: string
  site_id: string
  role: 'visitor' | 'member'
  conversation_id: string | null
}

const TABLES = `
  create table people (token text primary key, site_id text, role text, conversation_id text);
  create table conversations (id text primary key, site_id text, last_seq integer, last_at integer);
  create table messages (
    id text primary key, conversation_id text, seq integer, cid text, text text, created_at integer,
    unique (conversation_id, seq), unique (conversation_id, cid)
  );
`

/**
 * A small chat server as it is commonly written: socket.io with a room per shop, better-sqlite3,
 * and a transaction per message that is on the disk before the message is acknowledged.
 */
async function main(): Promise<void> {
  const size = await programInput<StageSize>()
  const dataDir = mkdtempSync(join(tmpdir(), 'socket-io-bench-'))
  const db = openDatabase(dataDir)
  const sites = Array.from({ length: size.sites }, () => openSite(db, size.visitorsPerSite))
  const http = createServer()
  const io = new Server(http)
  serve(io, db)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, sites } satisfies Stage))
  await once(process, 'SIGTERM')
  await io.close()
  db.close()
  rmSync(dataDir, { recursive: true, force: true })
}

function openDatabase(dataDir: string): BetterSqlite.Database {
  const db = new BetterSqlite(join(dataDir, 'chat.sqlite'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(TABLES)
  return db
}

function openSite(db: BetterSqlite.Database, visitors: number): StageSite {
  const siteId = nanoid()
  const addPerson = db.prepare('insert into people values (?, ?, ?, ?)')
  const addConversation = db.prepare('insert into conversations values (?, ?, 0, 0)')
  const token = randomBytes(32).toString('base64url')
  addPerson.run(token, siteId, 'member', null)
  const secrets = Array.from({ length: visitors }, () => {
    const [secret, conversationId] = [randomBytes(32).toString('base64url'), nanoid()]
    addConversation.run(conversationId, siteId)
    addPerson.run(secret, siteId, 'visitor', conversationId)
    return secret
  })
  return { siteId, siteKey: siteId, token, secrets }
}

function serve(io: Server, db: BetterSqlite.Database): void {
  const findPerson = db.prepare<[string], Person>('select * from people where token = ?')
  const store = prepareStore(db)
  io.use((socket, next) => {
    const person = findPerson.get(String(socket.handshake.auth.token))
    if (!person) return next(new Error('unauthorized'))
    socket.data.person = person
    next()
  })
  io.on('connection', (socket: Socket) => {
    const person = socket.data.person as Person
    if (person.role === 'member') return void socket.join(person.site_id)
    socket.on('message', (input: { cid: string; text: string }, ack: (answer: object) => void) => {
      if (typeof input.text !== 'string' || input.text.length > 4_000) return
      const message = store(person.conversation_id as string, input.cid, input.text)
      io.to(person.site_id).emit('message', message)
      ack({ id: message.id, seq: message.seq })
    })
  })
}

interface StoredMessage {
  id: string
  conversationId: string
  seq: number
  cid: string
  text: string
  ts: number
}

/** Stores a message in a transaction of its own. */
function prepareStore(
  db: BetterSqlite.Database,
): (conversationId: string, cid: string, text: string) => StoredMessage {
  const advance = db.prepare<[number, string], { last_seq: number }>(
    'update conversations set last_seq = last_seq + 1, last_at = ? where id = ? returning last_seq',
  )
  const insert = db.prepare('insert into messages values (?, ?, ?, ?, ?, ?)')
  return db.transaction((conversationId: string, cid: string, text: string) => {
    const [id, ts] = [nanoid(), Date.now()]
    const seq = advance.get(ts, conversationId)?.last_seq ?? 0
    insert.run(id, conversationId, seq, cid, text, ts)
    return { id, conversationId, seq, cid, text, ts }
  }).immediate
}

await main()
