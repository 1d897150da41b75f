import { describe, expect, it } from 'vitest'
import type { ChannelUpdate } from '../update.ts'
import { readWebhook } from './read-webhook.ts'

const NOW = Date.UTC(2026, 10, 23, 9)
const AT = '1795424400'
const METADATA = { display_phone_number: '+31 20 123 4567', phone_number_id: '106' }
const CONTACT = {
  profile: { name: 'Anna', username: '@anna' },
  wa_id: '31612345678',
  user_id: 'NL.1',
}

function body(value: Record<string, unknown>, field = 'messages') {
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: 'waba', changes: [{ field, value: { metadata: METADATA, ...value } }] }],
  }
}

function readMessages(...messages: Record<string, unknown>[]): ChannelUpdate[] {
  const common = { from: '31612345678', from_user_id: 'NL.1', id: 'wamid.1', timestamp: AT }
  const all = messages.map((message) => ({ ...common, ...message }))
  const read = readWebhook(body({ contacts: [CONTACT], messages: all }), NOW)
  for (const { to, businessId } of read)
    expect({ to, businessId }).toEqual({ to: '106', businessId: 'waba' })
  return read.map(({ update }) => update)
}

describe('what a person sends', () => {
  it('is a text, by whom, and when', () => {
    expect(readMessages({ type: 'text', text: { body: 'Hallo' } })).toEqual([
      {
        type: 'message',
        externalId: 'wamid.1',
        person: { phone: '31612345678', id: 'NL.1', name: 'Anna', username: 'anna' },
        sentAt: 1_795_424_400_000,
        content: { text: 'Hallo' },
      },
    ])
  })
})
