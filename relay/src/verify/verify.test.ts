import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileStore, filesFolder } from '../files/file-store.ts'
import { testPicture } from '../testing/test-picture.ts'
import { setUpOwner, startTestRelay, startVisitor, type TestRelay } from '../testing/test-relay.ts'
import { verify } from './verify.ts'

let relay: TestRelay

beforeEach(async () => {
  relay = await startTestRelay()
  const owner = await setUpOwner(relay)
  const { secret } = await startVisitor(relay, owner.siteKey)
  const upload = await fetch(`${relay.url}/widget/v1/${owner.siteKey}/files`, {
    method: 'POST',
    body: new Uint8Array(await testPicture()),
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'image/png',
      'x-file-name': 'lamp.png',
    },
  })
  const { id } = (await upload.json()) as { id: string }
  const path = `/widget/v1/${owner.siteKey}/messages`
  await relay.json(path, { body: { cid: nanoid(), text: 'Kijk', fileId: id }, token: secret })
  await relay.json(path, { body: { cid: nanoid(), text: 'Past deze?' }, token: secret })
})
afterEach(() => relay[Symbol.asyncDispose]())

async function broken(): Promise<string[]> {
  const { db, config } = relay.context
  const found = await verify(db.read, Date.now(), createFileStore(filesFolder(config.dataDir)))
  return [...new Set(found.map((violation) => violation.rule))]
}

describe('verify', () => {
  it('finds nothing in a record that is whole', async () => {
    expect(await broken()).toEqual([])
  })

  it('finds a message that was lost', async () => {
    await relay.context.writer.run((tx) =>
      tx.db.deleteFrom('messages').where('seq', '=', 1).execute(),
    )
    expect(await broken()).toContain('messages of a conversation are numbered without gaps')
  })

  it('finds an event that was lost', async () => {
    await relay.context.writer.run((tx) =>
      tx.db.deleteFrom('events').where('cev', '=', 1).execute(),
    )
    const found = await broken()
    expect(found).toContain('every message has an event')
    expect(found).toContain('events of a site are numbered without gaps')
  })

  it('finds a shopper who waits and was never told of', async () => {
    await relay.context.writer.run((tx) => tx.db.deleteFrom('outbox').execute())
    expect(await broken()).toEqual(['a waiting shopper has alerts in the outbox'])
  })

  it('finds a lease nobody took up', async () => {
    await relay.context.writer.run((tx) =>
      tx.db.updateTable('outbox').set({ state: 'leased', leased_until: 1 }).execute(),
    )
    expect(await broken()).toContain('no lease is forgotten')
  })

  it('finds a file that is gone from the disk', async () => {
    rmSync(join(relay.context.config.dataDir, 'files'), { recursive: true })
    expect(await broken()).toEqual(['the file of a message is on the disk'])
  })
})
