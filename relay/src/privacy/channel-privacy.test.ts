import { describe, expect, it } from 'vitest'
import { openArrivals } from '../testing/arrivals.ts'
import { startChannelTalk } from '../testing/channel-talk.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'
import { storedText } from '../testing/what-is-stored.ts'
import type { ContactExport } from './contact-export.ts'

describe.each(DIALECTS)('somebody on WhatsApp, on %s', (dialect) => {
  it('is in their export by number and id, and erased with both; who writes again is somebody new', async () => {
    await using stage = await startChannelTalk({ env: await dialectEnv(dialect) })
    const { relay, talk } = stage
    const arrivals = openArrivals(stage)
    const [anna, ben] = [arrivals.somebody(), arrivals.somebody()]
    await arrivals.take(arrivals.text(anna, 'Mijn zilvervis is stuk'))
    await arrivals.take(arrivals.text(ben, 'Mijn goudhaan ook'))
    const { contact } = await arrivals.only(anna)
    const path = talk.site(`/contacts/${contact.id}`)
    const { token } = talk.owner
    const { addresses } = await relay.json<ContactExport>(`${path}/export`, { token })
    expect(addresses.map(({ kind, value }) => [kind, value]).toSorted()).toEqual([
      ['bsuid', anna.id],
      ['phone', anna.phone],
    ])
    const text = await (await relay.call(`${path}/export?format=text`, { token })).text()
    expect(text).toContain(`phone: ${anna.phone}`)
    expect(text).not.toContain(ben.phone)

    await relay.json(path, { method: 'DELETE', token })
    const left = await storedText(relay)
    for (const own of [anna.phone, anna.id, contact.id, 'zilvervis'])
      expect(left).not.toContain(own)
    for (const other of [ben.phone, ben.id, 'goudhaan']) expect(left).toContain(other)
    await arrivals.take(arrivals.text(anna, 'Hallo weer'))
    const again = await arrivals.only(anna)
    expect(again.contact.id).not.toBe(contact.id)
    expect(await arrivals.texts(again.id)).toEqual(['Hallo weer'])
  })
})
