import type { Row } from '../db/schema.ts'
import type { WriteTx } from '../db/writer.ts'
import { siteChanged } from '../sites/site-changed.ts'
import type { Heard, Reaction } from './heard.ts'
import { deletePhones, updatePhones } from './phone.repository.ts'
import type { PhoneDeps } from './phone-deps.ts'
import { phoneRow, sayRow } from './phone-rows.ts'
import { personOf } from './same-phone.ts'
import type { Say } from './says.ts'
import { findUntold } from './summary.handler.ts'
import type { Command } from './understand.ts'
import { phoneWords } from './words.ts'

/** Commands that are about no chat. */
type Plain = Exclude<Command, 'close' | 'note'>

/** Does what a command asks for, at every shop the phone answers for. */
export async function runCommand(deps: PhoneDeps, heard: Heard, command: Plain): Promise<Reaction> {
  const { owned, row } = heard
  const say = (said: Say) => [
    sayRow(owned.phone, { quote: row.external_id, ...said }, deps.clock()),
  ]
  switch (command) {
    case 'help':
      return { rows: say({ code: 'help' }) }
    case 'who':
      return { rows: heard.phones.flatMap((phone) => teamOf(deps, heard, phone)) }
    case 'away':
      return { rows: say({ code: 'away' }), record: (tx) => setState(tx, heard, 'away') }
    case 'back':
      return back(deps, heard, say)
    case 'stop':
      return stop(deps, heard)
  }
}

/** Each shop has a team of its own; the first answer quotes the question. */
function teamOf(deps: PhoneDeps, { row, owned }: Heard, phone: Row<'phones'>): Row<'outbox'>[] {
  const isFirst = phone.id === owned.phone.id
  const said: Say = { code: 'team', ...(isFirst && { quote: row.external_id }) }
  return [sayRow(phone, said, deps.clock())]
}

async function back(
  deps: PhoneDeps,
  heard: Heard,
  say: (said: Say) => Reaction['rows'],
): Promise<Reaction> {
  let count = 0
  for (const phone of heard.phones) {
    const owned = await deps.people.owned(phone.id)
    if (owned) count += (await findUntold(deps, owned)).length
  }
  const now = deps.clock()
  return {
    rows: [
      ...say({ code: 'back', count }),
      ...heard.phones.map((phone) => phoneRow('phone.catch-up', phone, now)),
    ],
    record: (tx) => setState(tx, heard, 'on'),
  }
}

async function setState(tx: WriteTx, { phones }: Heard, state: 'on' | 'away'): Promise<void> {
  const ids = phones.map(({ id }) => id)
  await updatePhones(tx.db, ids, { state })
  for (const siteId of new Set(phones.map((phone) => phone.site_id)))
    siteChanged(tx, siteId, 'team')
}

/** Says goodbye, and forgets the phone. */
async function stop(deps: PhoneDeps, { phones, owned, row }: Heard): Promise<Reaction> {
  const { bye } = phoneWords(owned.owner.language)
  const shops = await Promise.all(phones.map(({ site_id }) => deps.site(site_id)))
  const text = bye(shops.map(({ settings }) => settings.name).join(', '))
  const ref = `p.${owned.phone.id}.${row.external_id}.bye`
  await deps.line.tellOnce(owned.phone.channel_id, personOf(owned.phone), ref, { text })
  return {
    rows: [],
    async record(tx) {
      await deletePhones(
        tx.db,
        phones.map(({ id }) => id),
      )
      for (const siteId of new Set(phones.map((phone) => phone.site_id)))
        siteChanged(tx, siteId, 'team')
    },
  }
}
