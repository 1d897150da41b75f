import { createHmac, randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../relay/src/db/database.ts'
import { startChannelTalk } from '../../relay/src/testing/channel-talk.ts'

/** A data folder with a shop that is on WhatsApp, for relays that are processes. */
export interface ChannelShop {
  dataDir: string
  /** Settings its relays are started with. */
  env: Record<string, string>
  /** Where the network brings what happens, below a relay's address. */
  path: string
  /** One webhook as Meta signs it. */
  sign(body: string): string
  forget(): void
}

/** Sets a shop up and connects a number by a relay that ends again. */
export async function makeChannelShop(
  dataDir: string,
  settings: Record<string, string> = {},
): Promise<ChannelShop> {
  const env = {
    SECRET_KEY: randomBytes(32).toString('base64url'),
    ...settings,
    LOG_LEVEL: 'silent',
  }
  const stage = await startChannelTalk({ env: { ...env, DATA_DIR: dataDir } })
  const { whatsapp, app, number } = stage
  NUMBER.id = number.id
  await stage[Symbol.asyncDispose]()
  return {
    dataDir,
    env,
    path: `/channels/${whatsapp.id}/webhook`,
    sign: (body) => `sha256=${createHmac('sha256', app.secret).update(body).digest('hex')}`,
    forget: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}

/** The number all of this is about; one shop at a time. */
const NUMBER = { id: '' }

/** Something a network tells: a message of somebody, or how far one of ours has come. */
export interface Told {
  id: string
  /** Milliseconds. */
  at: number
  /** What stands in `value` beside the metadata. */
  value: Record<string, unknown>
}

const PEOPLE = 200

/** A message of one of two hundred people. */
export function message(n: number, at: number): Told {
  const from = `31600${100_000 + (n % PEOPLE)}`
  const id = `wamid.in.${n}`
  const timestamp = String(Math.floor(at / 1_000))
  const contact = { profile: { name: `Klant ${n % PEOPLE} é` }, wa_id: from }
  const said = { from, id, timestamp, type: 'text', text: { body: textOf(n) } }
  return { id, at, value: { contacts: [contact], messages: [said] } }
}

export function textOf(n: number): string {
  return `bericht ${n} 🚢`
}

/** That something was delivered of which nobody here knows yet. */
export function status(n: number, at: number): Told {
  const id = `wamid.out.${n}`
  const timestamp = String(Math.floor(at / 1_000))
  const told = { id, status: 'delivered', timestamp, recipient_id: '31600100000' }
  return { id: `${id} delivered`, at, value: { statuses: [told] } }
}

/** The body of one POST, with everything beyond ASCII escaped as Meta does. */
export function bodyOf(all: readonly Told[], numberId = NUMBER.id): string {
  const metadata = { display_phone_number: '15550783881', phone_number_id: numberId }
  const changes = all.map(({ value }) => ({
    value: { messaging_product: 'whatsapp', metadata, ...value },
    field: 'messages',
  }))
  const body = { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] }
  return JSON.stringify(body).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Posts once. @returns the status, 0 where no answer came, and milliseconds to the answer */
export async function post(
  url: string,
  body: string,
  signature: string,
): Promise<{ status: number; ms: number }> {
  const began = performance.now()
  const status = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    body,
  }).then(
    async (answer) => {
      await answer.arrayBuffer()
      return answer.status
    },
    () => 0,
  )
  return { status, ms: performance.now() - began }
}

/** Posts until it is acknowledged, as a network does. @returns milliseconds of the last attempt */
export async function postUntilAcked(url: string, body: string, signature: string) {
  for (;;) {
    const { status, ms } = await post(url, body, signature)
    if (status === 200) return ms
    if (status !== 0 && status < 500) throw new Error(`a signed webhook was answered ${status}`)
    await sleep(50)
  }
}

/** What customers have said, as it is stored, in no order. */
export async function storedTexts(db: Database): Promise<string[]> {
  const rows = await db.read
    .selectFrom('messages')
    .select('text')
    .where('text', 'like', 'bericht %')
    .execute()
  return rows.map(({ text }) => text as string)
}

/** Waits until everything stored is worked off; what was given up stays. */
export async function workedOff(db: Database): Promise<void> {
  for (;;) {
    const pending = await db.read
      .selectFrom('webhooks')
      .select('id')
      .where('state', '=', 'pending')
      .limit(1)
      .executeTakeFirst()
    if (!pending) return
    await sleep(100)
  }
}
