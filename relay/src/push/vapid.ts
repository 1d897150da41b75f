import { seal, unseal } from '../crypto/seal.ts'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import { makeVapidKeys, type VapidKeys } from '../egress/push-request.ts'
import { keepMeta, readMeta } from './push.repository.ts'

const META_KEY = 'vapid'
const WHERE = 'meta vapid'

/**
 * The relay's push keys: made once, then the same for ever, because browsers subscribe to them.
 * They are kept sealed; another SECRET_KEY cannot open them.
 */
export async function loadVapidKeys(deps: {
  db: Database
  writer: Writer
  sealKey: Buffer
}): Promise<VapidKeys> {
  const { db, writer, sealKey } = deps
  const open = (sealed: string) => JSON.parse(unseal(sealKey, sealed, WHERE)) as VapidKeys
  const known = await readMeta(db.read, META_KEY)
  if (known !== undefined) return open(known)
  const made = seal(sealKey, JSON.stringify(makeVapidKeys()), WHERE)
  // Another process may make its own at this moment: the first one counts.
  return writer.run(async (tx) => {
    await keepMeta(tx.db, META_KEY, made)
    return open((await readMeta(tx.db, META_KEY)) ?? made)
  })
}
