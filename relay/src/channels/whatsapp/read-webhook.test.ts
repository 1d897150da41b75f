import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseExactJson } from '../../egress/exact-json.ts'
import type { ChannelUpdate } from '../update.ts'
import { readWebhook } from './read-webhook.ts'

const NOW = Date.UTC(2026, 10, 23, 9)
const AT = 1_795_424_400_000
const METADATA = { display_phone_number: '+31 20 123 4567', phone_number_id: '106' }
const CONTACT = {
  profile: { name: 'Anna', username: '@anna' },
  wa_id: '31612345678',
  user_id: 'NL.1',
  parent_user_id: 'NL.ENT.9',
}
const PERSON = { phone: '31612345678', id: 'NL.1', name: 'Anna', username: 'anna' }

function body(value: object, field = 'messages') {
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: 'waba', changes: [{ field, value: { metadata: METADATA, ...value } }] }],
  }
}

function updates(value: object, field?: string): ChannelUpdate[] {
  return readWebhook(body(value, field), NOW).map(({ update }) => update)
}

function message(more: object): object {
  return {
    from: '31612345678',
    from_user_id: 'NL.1',
    id: 'wamid.1',
    timestamp: `${AT / 1000}`,
    ...more,
  }
}

function readMessage(more: object, contacts: object[] = [CONTACT]): ChannelUpdate | undefined {
  return updates({ contacts, messages: [message(more)] })[0]
}

const MEDIA = {
  id: '77',
  mime_type: 'image/jpeg',
  sha256: 'aGFzaA==',
  url: 'https://lookaside.example/1',
}
const REF = {
  id: '77',
  mimeType: 'image/jpeg',
  sha256: 'aGFzaA==',
  url: 'https://lookaside.example/1',
}
const unsupported = (what?: string) => ({
  content: { detail: { kind: 'unsupported', ...(what && { what }) } },
})

/** Every type of the contract (1.4), with the variants that are seen of it: what is sent, what is read. */
const TYPES: [name: string, sent: object, read: object][] = [
  ['text', { type: 'text', text: { body: 'Hallo' } }, { content: { text: 'Hallo' } }],
  [
    'a text that was passed on: a context without id',
    { type: 'text', text: { body: 'x' }, context: { forwarded: true } },
    { content: { text: 'x' }, quote: undefined },
  ],
  [
    'a text that was passed on often',
    { type: 'text', text: { body: 'x' }, context: { frequently_forwarded: true } },
    { content: { text: 'x' }, quote: undefined },
  ],
  [
    'a quoted reply',
    { type: 'text', text: { body: 'x' }, context: { from: '31201234567', id: 'wamid.0==' } },
    { content: { text: 'x' }, quote: { externalId: 'wamid.0==' } },
  ],
  [
    'a reply to something without an id',
    { type: 'text', text: { body: 'x' }, context: { from: '31201234567' } },
    { content: { text: 'x' }, quote: {} },
  ],
  [
    'a question about a product',
    {
      type: 'text',
      text: { body: 'Nog op voorraad?' },
      context: {
        from: '31201234567',
        id: 'wamid.x',
        referred_product: { catalog_id: '1', product_retailer_id: 'lamp-1' },
      },
    },
    {
      content: { text: 'Nog op voorraad?', detail: { kind: 'enquiry', productId: 'lamp-1' } },
      quote: undefined,
    },
  ],
  [
    'image',
    { type: 'image', image: { ...MEDIA, caption: 'Deze' } },
    { content: { text: 'Deze', media: { kind: 'image', ...REF } } },
  ],
  ['video', { type: 'video', video: MEDIA }, { content: { media: { kind: 'video', ...REF } } }],
  [
    'document',
    { type: 'document', document: { ...MEDIA, filename: 'a.pdf', caption: 'Zie' } },
    { content: { text: 'Zie', media: { kind: 'document', ...REF, fileName: 'a.pdf' } } },
  ],
  [
    'audio',
    { type: 'audio', audio: { ...MEDIA, voice: false } },
    { content: { media: { kind: 'audio', ...REF } } },
  ],
  [
    'a voice note',
    { type: 'audio', audio: { ...MEDIA, voice: true } },
    { content: { media: { kind: 'voice', ...REF } } },
  ],
  [
    'sticker, without an address',
    { type: 'sticker', sticker: { id: '77', mime_type: 'image/webp', animated: true } },
    { content: { media: { kind: 'sticker', id: '77', mimeType: 'image/webp' } } },
  ],
  [
    'media that Meta could not fetch',
    {
      type: 'image',
      image: { mime_type: 'image/jpeg' },
      errors: [{ code: 131052, title: 'Media download error', error_data: { details: 'Unable.' } }],
    },
    { content: { media: { kind: 'image', mimeType: 'image/jpeg', error: 'Unable.' } } },
  ],
  [
    'media without id and address',
    { type: 'image', image: {} },
    { content: { media: { kind: 'image', error: 'no id and no address' } } },
  ],
  [
    'location',
    {
      type: 'location',
      location: {
        latitude: 52.37,
        longitude: '4.89',
        name: 'Dam',
        address: 'Dam 1',
        url: 'https://x',
      },
    },
    {
      content: {
        text: 'Dam\nDam 1',
        detail: {
          kind: 'location',
          latitude: 52.37,
          longitude: 4.89,
          name: 'Dam',
          address: 'Dam 1',
        },
      },
    },
  ],
  [
    'a bare location',
    { type: 'location', location: { latitude: 52.37, longitude: 4.89 } },
    {
      content: {
        text: '52.37, 4.89',
        detail: { kind: 'location', latitude: 52.37, longitude: 4.89 },
      },
    },
  ],
  [
    'contacts',
    {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Bram Bos', first_name: 'Bram' },
          org: { company: 'Bos BV' },
          phones: [{ phone: '+31 6 1', wa_id: '3161', type: 'CELL' }, { wa_id: '3162' }],
          emails: [{ email: 'bram@bos.example' }],
          urls: [{ url: 'https://bos.example' }],
          addresses: [{ street: 'Dam 1', zip: '1012', city: 'Amsterdam', country: 'NL' }],
          birthday: '1990-01-01',
        },
        { name: {}, phones: [{ phone: '123' }], vcard: 'BEGIN:VCARD', origin: 'contact_request' },
      ],
    },
    {
      content: {
        text: 'Bram Bos\n123',
        detail: {
          kind: 'people',
          people: [
            {
              name: 'Bram Bos',
              organisation: 'Bos BV',
              phones: ['+31 6 1', '3162'],
              emails: ['bram@bos.example'],
              urls: ['https://bos.example'],
              addresses: ['Dam 1, 1012 Amsterdam, NL'],
            },
            { name: '', phones: ['123'], emails: [], urls: [], addresses: [] },
          ],
        },
      },
    },
  ],
  [
    'interactive button_reply',
    {
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Ja' } },
      context: { from: '31201234567', id: 'wamid.0' },
    },
    {
      content: { text: 'Ja', detail: { kind: 'choice', title: 'Ja' } },
      pressed: 'yes',
      quote: { externalId: 'wamid.0' },
    },
  ],
  [
    'interactive list_reply',
    {
      type: 'interactive',
      interactive: {
        type: 'list_reply',
        list_reply: { id: 'r1', title: 'Anna', description: 'lamp' },
      },
    },
    {
      content: { text: 'Anna', detail: { kind: 'choice', title: 'Anna', description: 'lamp' } },
      pressed: 'r1',
    },
  ],
  [
    'interactive nfm_reply',
    {
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: {
          name: 'flow',
          body: 'Sent',
          response_json: '{"flow_token":"t","maat":"L","n":2,"leeg":null}',
        },
      },
    },
    {
      content: {
        text: 'L\n2',
        detail: { kind: 'choice', title: 'Sent', fields: { maat: 'L', n: '2' } },
      },
    },
  ],
  [
    'interactive nfm_reply with broken JSON',
    {
      type: 'interactive',
      interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', response_json: '{"maat":' } },
    },
    { content: { text: 'flow', detail: { kind: 'choice', title: 'flow', fields: {} } } },
  ],
  [
    'interactive of a type nobody knows yet',
    { type: 'interactive', interactive: { type: 'product_reply', product_reply: {} } },
    unsupported('product_reply'),
  ],
  [
    'button of a template',
    {
      type: 'button',
      button: { payload: 'show', text: 'Toon chat' },
      context: { from: '31201234567', id: 'wamid.t' },
    },
    {
      content: { text: 'Toon chat', detail: { kind: 'choice', title: 'Toon chat' } },
      pressed: 'show',
      quote: { externalId: 'wamid.t' },
    },
  ],
  [
    'order',
    {
      type: 'order',
      order: {
        catalog_id: '1',
        text: 'Graag',
        product_items: [
          { product_retailer_id: 'lamp', quantity: '2', item_price: 59.9, currency: 'EUR' },
          { product_retailer_id: 7, quantity: 1 },
        ],
      },
    },
    {
      content: {
        text: 'Graag\n2 × lamp\n1 × 7',
        detail: {
          kind: 'order',
          items: [
            { id: 'lamp', quantity: 2, price: 59.9, currency: 'EUR' },
            { id: '7', quantity: 1 },
          ],
        },
      },
    },
  ],
  [
    'unsupported',
    { type: 'unsupported', errors: [{ code: 131051, title: 'Unsupported' }] },
    unsupported(),
  ],
  [
    'unsupported, with what it was',
    { type: 'unsupported', unsupported: { type: 'poll' }, errors: [{ code: 131051 }] },
    unsupported('poll'),
  ],
  [
    'unknown, as older versions say',
    { type: 'unknown', errors: [{ code: 131051 }] },
    unsupported(),
  ],
  ['a type of tomorrow', { type: 'hologram', hologram: { id: 1 } }, unsupported('hologram')],
  ['a text without text', { type: 'text', text: {} }, unsupported('text')],
  ['nothing at all', {}, unsupported()],
  [
    'what came by an ad',
    {
      type: 'text',
      text: { body: 'Hallo' },
      referral: {
        source_url: 'https://fb.me/1',
        source_id: '2',
        source_type: 'ad',
        headline: 'Lampen',
        body: 'Licht',
        media_type: 'image',
        image_url: 'https://x',
        ctwa_clid: 'c',
        welcome_message: { text: 'Dag' },
      },
    },
    {
      content: {
        text: 'Hallo',
        detail: {
          kind: 'referral',
          title: 'Lampen',
          text: 'Licht',
          url: 'https://fb.me/1',
          source: 'ad',
        },
      },
    },
  ],
]

describe('what a person sends', () => {
  it.each(TYPES)('is read: %s', (_, sent, read) => {
    const { quote, pressed } = { quote: undefined, pressed: undefined, ...read }
    expect(readMessage(sent)).toEqual({
      type: 'message',
      externalId: 'wamid.1',
      person: PERSON,
      sentAt: AT,
      ...JSON.parse(JSON.stringify({ ...read, quote, pressed })),
    })
  })

  it.each([
    ['put', { message_id: 'wamid.0', emoji: '👍' }, '👍'],
    ['taken back', { message_id: 'wamid.0', emoji: '' }, ''],
    ['taken back, without the key', { message_id: 'wamid.0' }, ''],
  ])('is a reaction %s', (_, reaction, emoji) => {
    expect(readMessage({ type: 'reaction', reaction })).toEqual({
      type: 'reaction',
      person: PERSON,
      target: 'wamid.0',
      emoji,
      at: AT,
    })
  })

  it('is an edit or is taken back, where the number runs the app too', () => {
    const inner = { type: 'text', text: { body: 'Nieuw' } }
    const common = { person: PERSON, target: 'wamid.0', at: AT }
    expect(
      readMessage({ type: 'edit', edit: { original_message_id: 'wamid.0', message: inner } }),
    ).toEqual({
      type: 'edit',
      content: { text: 'Nieuw' },
      ...common,
    })
    expect(readMessage({ type: 'revoke', revoke: { original_message_id: 'wamid.0' } })).toEqual({
      type: 'revoke',
      ...common,
    })
  })

  it.each([
    ['group', { type: 'text', text: { body: 'x' }, group_id: 'g' }],
    ['request_welcome', { type: 'request_welcome' }],
    ['reaction', { type: 'reaction', reaction: { emoji: '👍' } }],
    ['message without id', { type: 'text', text: { body: 'x' }, id: '' }],
    ['system', { type: 'system', system: { type: 'customer_identity_changed', wa_id: '1' } }],
  ])('is let be, and counted: %s', (what, sent) => {
    expect(readMessage(sent)).toEqual({ type: 'unknown', what })
  })
})

describe('who somebody is', () => {
  const text = { type: 'text', text: { body: 'x' } }
  const personOf = (more: object, contacts?: object[]) => {
    const update = readMessage({ ...text, ...more }, contacts)
    return update && 'person' in update ? update.person : undefined
  }

  it('is told by a phone alone, an id alone, or both', () => {
    const noId = { from_user_id: undefined }
    expect(personOf(noId, [{ profile: { name: 'A' }, wa_id: '31612345678' }])).toEqual({
      phone: '31612345678',
      name: 'A',
    })
    const byId = { from: undefined, from_user_id: 'US.x1' }
    expect(personOf(byId, [{ profile: {}, user_id: 'US.x1' }])).toEqual({ id: 'US.x1' })
    expect(personOf({}, [])).toEqual({ phone: '31612345678', id: 'NL.1' })
  })

  it('is never completed with what is another’s, nor with a parent’s id', () => {
    const other = { profile: { name: 'B' }, wa_id: '31612345678', user_id: 'NL.2' }
    expect(personOf({}, [other])).toEqual({ phone: '31612345678', id: 'NL.1' })
    expect(personOf({ from: undefined }, [CONTACT])).toEqual(PERSON)
    expect(JSON.stringify(personOf({ from_parent_user_id: 'NL.ENT.9' }))).not.toContain('ENT')
  })

  it('is read leniently: a plus, spaces, an id in the place of a phone', () => {
    expect(personOf({ from: '+31 6 1234 5678' }, [])?.phone).toBe('31612345678')
    expect(personOf({ from: 'US.abc', from_user_id: undefined }, [])).toEqual({ id: 'US.abc' })
    expect(readMessage({ ...text, from: undefined, from_user_id: undefined }, [CONTACT])).toEqual({
      type: 'unknown',
      what: 'text of nobody',
    })
  })

  it('changes with a number or an id', () => {
    const system = {
      body: 'User A changed',
      wa_id: '31699999999',
      user_id: 'NL.2',
      previous_user_id: 'NL.1',
      type: 'user_changed_number',
    }
    const moved = { type: 'moved', person: { phone: '31699999999', id: 'NL.2' }, at: AT }
    const before = { phone: '31612345678', id: 'NL.1' }
    expect(readMessage({ type: 'system', system }, [])).toEqual({ ...moved, before })
    const byId = { user_id: 'NL.2', previous_user_id: 'NL.1', type: 'user_changed_user_id' }
    expect(readMessage({ type: 'system', system: byId, from: undefined }, [])).toEqual({
      type: 'moved',
      person: { id: 'NL.2' },
      before: { id: 'NL.1' },
      at: AT,
    })
    const older = { type: 'customer_changed_number', new_wa_id: '31699999999' }
    expect(
      readMessage({ type: 'system', system: older, from_user_id: undefined }, []),
    ).toMatchObject({
      person: { phone: '31699999999' },
      before: { phone: '31612345678' },
    })
  })
})

describe('how our messages fare', () => {
  const status = (more: object) =>
    updates({
      contacts: [CONTACT],
      statuses: [
        { id: 'wamid.9', timestamp: `${AT / 1000}`, recipient_id: '31612345678', ...more },
      ],
    })[0]

  it.each(['sent', 'delivered', 'read', 'played'])('is told: %s', (state) => {
    const more = { status: state, biz_opaque_callback_data: 'r1', pricing: { category: 'utility' } }
    expect(status({ ...more, conversation: { id: 'c' } })).toEqual({
      type: 'status',
      externalId: 'wamid.9',
      state,
      at: AT,
      person: PERSON,
      ref: 'r1',
      category: 'utility',
    })
  })

  it.each([
    [131047, { failure: { code: 'window_closed', number: 131047, detail: 'why' } }],
    [131026, { failure: { code: 'unreachable', number: 131026, detail: 'why' } }],
    [131049, { failure: { code: 'capped', number: 131049, detail: 'why' } }],
    [131050, { failure: { code: 'opted_out', number: 131050, detail: 'why' } }],
    [131021, { failure: { code: 'same_number', number: 131021, detail: 'why' } }],
    [131053, { failure: { code: 'media', number: 131053, detail: 'why' } }],
    [132015, { failure: { code: 'template', number: 132015, detail: 'why' } }],
    [131042, { failure: { code: 'payment', number: 131042, detail: 'why' }, trouble: 'payment' }],
    [130497, { failure: { code: 'country', number: 130497, detail: 'why' } }],
    [131031, { failure: { code: 'unknown', number: 131031, detail: 'why' }, trouble: 'locked' }],
    [99, { failure: { code: 'unknown', number: 99, detail: 'why' } }],
  ])('is told: failed for %i', (code, expected) => {
    const errors = [{ code, title: 'T', error_data: { details: 'why' } }]
    expect(status({ status: 'failed', errors })).toMatchObject({ state: 'failed', ...expected })
  })

  it('is told without a reason, of a group, or by a word of tomorrow', () => {
    expect(status({ status: 'failed' })).toMatchObject({ failure: { code: 'unknown' } })
    expect(status({ status: 'read', recipient_type: 'group' })).toEqual({
      type: 'unknown',
      what: 'group status',
    })
    expect(status({ status: 'warning' })).toEqual({ type: 'unknown', what: 'status warning' })
  })

  it('is told by an id alone', () => {
    const more = { recipient_id: undefined, recipient_user_id: 'NL.1', status: 'read' }
    expect(status(more)).toMatchObject({ person: PERSON })
  })
})

describe('what is told of the number and the account', () => {
  const account = (field: string, value: object) => updates(value, field)[0]

  it.each([
    ['account_update', { event: 'ACCOUNT_RESTRICTION' }, { trouble: 'locked' }],
    [
      'account_update',
      { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } },
      { trouble: 'locked', detail: 'DISABLED_UPDATE DISABLE' },
    ],
    [
      'account_update',
      { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } },
      { mended: expect.arrayContaining(['locked', 'payment']) },
    ],
    [
      'account_update',
      { event: 'ACCOUNT_REINSTATED' },
      { mended: expect.arrayContaining(['locked']) },
    ],
    ['account_update', { event: 'PAYMENT_ISSUE' }, { trouble: 'payment' }],
    [
      'account_update',
      { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SPAM' } },
      { trouble: 'quality', detail: 'ACCOUNT_VIOLATION SPAM' },
    ],
    [
      'account_alerts',
      { alert_info: { alert_severity: 'CRITICAL', alert_type: 'X', alert_description: 'Bad' } },
      { trouble: 'quality', detail: 'X Bad' },
    ],
    ['account_alerts', { alert_severity: 'INFORMATIONAL', alert_type: 'X' }, { detail: 'X' }],
    [
      'phone_number_quality_update',
      { event: 'FLAGGED', current_limit: 'TIER_250' },
      { trouble: 'quality', detail: 'FLAGGED TIER_250' },
    ],
    ['phone_number_quality_update', { event: 'UNFLAGGED' }, { mended: ['quality'] }],
    ['phone_number_name_update', { decision: 'APPROVED' }, { mended: ['display_name'] }],
    [
      'business_capability_update',
      { max_daily_conversation_per_phone: 250 },
      { detail: 'capability max_daily_conversation_per_phone 250' },
    ],
    ['security', { event: 'PIN_CHANGED' }, { detail: 'PIN_CHANGED' }],
    [
      'messages',
      { errors: [{ code: 131042, title: 'Payment' }] },
      { trouble: 'payment', detail: '131042 Payment' },
    ],
    ['messages', { errors: [{ code: 130429, title: 'Rate' }] }, { detail: '130429 Rate' }],
  ])('is read: %s %j', (field, value, expected) => {
    expect(account(field, value)).toMatchObject({ type: 'account', ...expected })
    if (!('trouble' in expected)) expect(account(field, value)).not.toHaveProperty('trouble')
  })

  it('is about a number where that is told, by id or as people write it', () => {
    const value = { metadata: undefined, display_phone_number: '+31 20 123 4567', event: 'FLAGGED' }
    expect(readWebhook(body(value, 'phone_number_quality_update'), NOW)).toEqual([
      expect.objectContaining({ businessId: 'waba', address: '31201234567' }),
    ])
  })

  it('is what becomes of templates, whose ids are beyond 2^53', () => {
    const value = `{"event":"REJECTED","message_template_id":1234567890123456789,
      "message_template_name":"order_ready","message_template_language":"en-US",
      "message_template_category":"UTILITY","reason":"INVALID_FORMAT"}`
    const parsed = parseExactJson(value) as object
    expect(account('message_template_status_update', parsed)).toEqual({
      type: 'template',
      externalId: '1234567890123456789',
      name: 'order_ready',
      language: 'en_US',
      status: 'REJECTED',
      category: 'UTILITY',
      reason: 'INVALID_FORMAT',
    })
    const common = {
      message_template_id: 5,
      message_template_name: 'a',
      message_template_language: 'nl',
    }
    const moved = { ...common, previous_category: 'UTILITY', new_category: 'MARKETING' }
    expect(account('template_category_update', moved)).toEqual({
      type: 'template',
      externalId: '5',
      name: 'a',
      language: 'nl',
      category: 'MARKETING',
    })
    expect(account('message_template_quality_update', common)).toMatchObject({ type: 'template' })
    const none = { ...common, event: 'APPROVED', reason: 'NONE' }
    expect(account('message_template_status_update', none)).not.toHaveProperty('reason')
  })

  it.each([
    'user_preferences',
    'business_username_update',
    'standby',
    'tomorrow',
    'constructor',
    '',
  ])('is let be, and counted: %s', (field) => {
    expect(account(field, { x: 1 })).toEqual({
      type: 'unknown',
      what: field || 'change without field',
    })
  })
})

describe('a number that runs the app too', () => {
  it('tells what the shop wrote there, and to whom', () => {
    const echo = { from: '31201234567', to: '31612345678', to_user_id: 'NL.1', id: 'wamid.e' }
    const said = { ...echo, timestamp: `${AT / 1000}`, type: 'text', text: { body: 'Dag' } }
    const reaction = { ...said, type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '✅' } }
    expect(updates({ message_echoes: [said, reaction] }, 'smb_message_echoes')).toEqual([
      {
        type: 'message',
        externalId: 'wamid.e',
        person: { phone: '31612345678', id: 'NL.1' },
        sentAt: AT,
        content: { text: 'Dag' },
        echo: true,
      },
      expect.objectContaining({ type: 'reaction', emoji: '✅', echo: true }),
    ])
  })

  it('tells what was said before, in both directions, oldest first', () => {
    const at = (seconds: number) => ({ timestamp: `${AT / 1000 + seconds}`, type: 'text' })
    const theirs = { from: '31612345678', id: 'wamid.b', ...at(20), text: { body: 'Hallo' } }
    const ours = { from: '31201234567', id: 'wamid.a', ...at(10), text: { body: 'Dag' } }
    const nameless = { id: 'wamid.c', ...at(30), text: { body: 'Nog iets' } }
    const threads = [{ id: '31612345678', messages: [theirs, ours, nameless] }]
    expect(updates({ history: [{ metadata: {}, threads }] }, 'history')).toEqual(
      [
        { externalId: 'wamid.a', content: { text: 'Dag' }, echo: true, sentAt: AT + 10_000 },
        { externalId: 'wamid.b', content: { text: 'Hallo' }, sentAt: AT + 20_000 },
        { externalId: 'wamid.c', content: { text: 'Nog iets' }, sentAt: AT + 30_000 },
      ].map((each) => ({
        type: 'message',
        person: { phone: '31612345678' },
        history: true,
        ...each,
      })),
    )
  })

  it('tells the names in its address book, and nothing of who left it', () => {
    const contact = { full_name: 'Bram Bos', first_name: 'Bram', phone_number: '+31 6 9' }
    const state_sync = [
      { type: 'contact', action: 'add', contact: { ...contact, phone_number: '+31699999999' } },
      { type: 'contact', action: 'remove', contact: { phone_number: '31688888888' } },
      { type: 'contact', action: 'add', contact },
    ]
    expect(updates({ state_sync }, 'smb_app_state_sync')).toEqual([
      { type: 'contact', person: { phone: '31699999999', name: 'Bram Bos' } },
      { type: 'unknown', what: 'address book' },
      { type: 'unknown', what: 'address book' },
    ])
  })
})

describe('a body', () => {
  it('tells of everything in it, sorted by time, what has no time behind what it came with', () => {
    const said = (id: string, seconds: number) =>
      message({ id, timestamp: `${AT / 1000 + seconds}`, type: 'text', text: { body: id } })
    const change = (messages: object[]) => ({
      field: 'messages',
      value: { metadata: METADATA, messages },
    })
    const read = readWebhook(
      {
        entry: [
          {
            id: 'waba',
            changes: [change([said('c', 3), said('a', 1)]), { field: 'x', value: {} }],
          },
          { id: 'waba2', changes: [change([said('b', 2)])] },
        ],
      },
      NOW,
    )
    expect(
      read.map(({ update }) => ('externalId' in update ? update.externalId : update.type)),
    ).toEqual(['a', 'unknown', 'b', 'c'])
    expect(read.map(({ businessId }) => businessId)).toEqual(['waba', 'waba', 'waba2', 'waba'])
  })

  it('has times that can be kept, whatever they say', () => {
    const text = { type: 'text', text: { body: 'x' } }
    for (const timestamp of [undefined, '', 'x', '-5', '99999999999999', Number.NaN, {}]) {
      expect(readMessage({ ...text, timestamp })).toMatchObject({ sentAt: NOW })
    }
    expect(readMessage({ ...text, timestamp: AT })).toMatchObject({ sentAt: AT })
  })

  it('has texts that can be kept: no NUL, no half characters', () => {
    expect(
      readMessage({ type: 'text', text: { body: 'a\u0000b\ud800 c\r\nd\u0007' } }),
    ).toMatchObject({
      content: { text: 'ab\ufffd c\nd' },
    })
  })

  it('never fails to be read, broken in any place', () => {
    const whole = body({
      contacts: [CONTACT],
      messages: TYPES.map(([, sent]) => message(sent)),
      statuses: [{ id: 'wamid.9', status: 'failed', errors: [{ code: 131047 }] }],
    })
    const paths = pathsOf(whole)
    const junk = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.constant(Number.MAX_VALUE))
    fc.assert(
      fc.property(fc.nat(paths.length - 1), junk, (index, value) => {
        const broken = replace(whole, paths[index] ?? [], value)
        const read = readWebhook(JSON.parse(JSON.stringify(broken) ?? 'null'), NOW)
        expect(read.length).toBeGreaterThan(0)
        expect(JSON.parse(JSON.stringify(read))).toEqual(read)
      }),
      { numRuns: 1_000 },
    )
  })
})

type Path = (string | number)[]

function pathsOf(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [[]]
  const inner = Object.entries(value).flatMap(([key, item]) =>
    pathsOf(item).map((path) => [key, ...path]),
  )
  return [[], ...inner]
}

function replace(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    unknown
  >
  copy[key] = replace(copy[key], rest, by)
  return copy
}
