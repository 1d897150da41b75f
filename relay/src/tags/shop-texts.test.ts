import type {
  CannedRepliesAnswer,
  CannedReply,
  Tag,
  TagsAnswer,
  Trigger,
  TriggerChange,
  WidgetConfig,
} from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/support/postgres.ts'
import { startTalk, type Talk } from '../testing/talk.ts'

let talk: Talk

const databases = {
  sqlite: async () => ({}),
  postgres: async () => ({ DATABASE_URL: await freshDatabase() }),
}

function call<T>(method: string, path: string, body?: object): Promise<T> {
  return talk.relay.json<T>(talk.site(path), {
    method,
    token: talk.owner.token,
    ...(body && { body }),
  })
}

function refused(method: string, path: string, body?: object) {
  return talk.refusal(talk.site(path), { method, token: talk.owner.token, body })
}

describe.each(Object.entries(databases))('on %s', (_, env) => {
  beforeEach(async () => {
    talk = await startTalk({ env: await env() })
  })

  afterEach(() => talk[Symbol.asyncDispose]())

  it('tags are kept by name, put on conversations, and go off them when deleted', async () => {
    const inbox = await talk.inbox()
    const { conversationId } = await talk.shopper('Waar blijft mijn lamp?')
    const tag = await call<Tag>('POST', '/tags', { name: 'Levering', color: '#0b4f6c' })
    expect(await inbox.event((event) => event.type === 'site')).toMatchObject({ what: 'tags' })
    await talk.change(conversationId, { tagIds: [tag.id, tag.id] })
    const list = await call<{ conversations: object[] }>('GET', `/conversations?tagId=${tag.id}`)
    expect(list.conversations).toMatchObject([{ id: conversationId, tagIds: [tag.id] }])
    expect(await refused('POST', '/tags', { name: 'levering', color: '#000000' })).toEqual({
      status: 409,
      code: 'already_exists',
    })
    await call('PATCH', `/tags/${tag.id}`, { name: 'Bezorging' })
    expect(await call<TagsAnswer>('GET', '/tags')).toEqual({
      tags: [{ id: tag.id, name: 'Bezorging', color: '#0b4f6c' }],
    })
    await call('DELETE', `/tags/${tag.id}`)
    expect((await talk.conversation(conversationId)).tagIds).toEqual([])
    expect(await refused('DELETE', `/tags/${tag.id}`)).toMatchObject({ status: 404 })
  })

  it('canned replies have one shortcut in each language', async () => {
    const reply = { shortcut: 'Retour', text: 'Hoi {name}, dat kan tot 30 dagen.', language: 'nl' }
    const kept = await call<CannedReply>('POST', '/canned-replies', reply)
    expect(kept).toEqual({ ...reply, id: kept.id, shortcut: 'retour' })
    await call('POST', '/canned-replies', { ...reply, language: 'en' })
    expect(await refused('POST', '/canned-replies', reply)).toMatchObject({
      code: 'already_exists',
    })
    expect(await refused('PATCH', `/canned-replies/${kept.id}`, { language: 'en' })).toMatchObject({
      code: 'already_exists',
    })
    await call('PATCH', `/canned-replies/${kept.id}`, { language: null })
    const { cannedReplies } = await call<CannedRepliesAnswer>('GET', '/canned-replies')
    expect(cannedReplies.map(({ language }) => language).toSorted()).toEqual(['en', undefined])
    await call('DELETE', `/canned-replies/${kept.id}`)
    expect(await refused('DELETE', `/canned-replies/${kept.id}`)).toMatchObject({ status: 404 })
  })

  it('T24: what looks like a template in a canned reply comes out as written', async () => {
    const text = `{{7*7}} \${7*7} <%= 7*7 %> #{7*7} {name.constructor}`
    const kept = await call<CannedReply>('POST', '/canned-replies', { shortcut: 'x', text })
    expect(kept.text).toBe(text)
  })

  it('a trigger reaches the widget’s config in the page’s language while it is on', async () => {
    const definition = {
      name: 'Twijfel bij afrekenen',
      page: '/checkout',
      pageKind: 'checkout',
      when: { type: 'visible_seconds', seconds: 40 },
      texts: { nl: 'Kan ik helpen?', en: 'Can I help?' },
    }
    const trigger = await call<Trigger>('POST', '/triggers', definition)
    const config = (lang: string) =>
      talk.relay.json<WidgetConfig>(talk.widget(`/config?lang=${lang}`))
    const before = await config('en')
    expect(before.triggers).toEqual([
      {
        id: trigger.id,
        version: 1,
        page: '/checkout',
        pageKind: 'checkout',
        when: definition.when,
        text: 'Can I help?',
      },
    ])
    await call('PATCH', `/triggers/${trigger.id}`, { pageKind: null })
    expect((await config('nl')).triggers[0]).toMatchObject({ text: 'Kan ik helpen?' })
    expect((await config('nl')).triggers[0]).not.toHaveProperty('pageKind')
    await call('PATCH', `/triggers/${trigger.id}`, { enabled: false })
    const after = await config('en')
    expect(after.triggers).toEqual([])
    expect(after.version).not.toBe(before.version)
    await call('DELETE', `/triggers/${trigger.id}`)
    expect(await refused('PATCH', `/triggers/${trigger.id}`, {})).toMatchObject({ status: 404 })
  })

  it('a trigger that somebody else changed meanwhile is not overwritten', async () => {
    const kept = await call<Trigger>('POST', '/triggers', {
      name: 'Twijfel',
      page: '',
      when: { type: 'exit_intent' },
      texts: { nl: 'Kan ik helpen?', en: 'Can I help?' },
    })
    const path = `/triggers/${kept.id}`
    const mine = { version: kept.version, name: 'Van mij' }
    const theirs = await call<Trigger>('PATCH', path, { version: kept.version, delay: 5 })
    expect(await refused('PATCH', path, mine)).toEqual({ status: 409, code: 'changed_meanwhile' })
    await call('PATCH', path, { ...mine, version: theirs.version })
    const { triggers } = await call<{ triggers: Trigger[] }>('GET', '/triggers')
    expect(triggers).toMatchObject([{ name: 'Van mij', delay: 5 }])
  })

  it('a trigger holds a fifth of the visits out unless it says otherwise', async () => {
    const definition = {
      name: 'Twijfel',
      page: '',
      when: { type: 'exit_intent' },
      texts: { nl: 'Kan ik helpen?', en: 'Can I help?' },
    }
    expect(await call<Trigger>('POST', '/triggers', definition)).toMatchObject({ holdOut: 0.2 })
    const open = await call<Trigger>('POST', '/triggers', { ...definition, holdOut: 0 })
    expect(open).toMatchObject({ holdOut: 0 })
  })

  it('another version of a trigger is another trial, and what no trial is about makes none', async () => {
    const { id } = await call<Trigger>('POST', '/triggers', {
      name: 'Twijfel',
      page: '/lamp/*',
      when: { type: 'visible_seconds', seconds: 20 },
      texts: { nl: 'Kan ik helpen?', en: 'Can I help?' },
    })
    const versionAfter = async (change: TriggerChange) =>
      (await call<Trigger>('PATCH', `/triggers/${id}`, change)).version
    for (const same of [
      { name: 'Lang kijken' },
      { priority: 3 },
      { schedule: { days: [1, 2, 3, 4, 5] } },
      { enabled: false },
      { holdOut: 0.2, delay: 0, whileAway: false, variants: [], pageKind: null },
      { texts: { en: 'Can I help?', nl: 'Kan ik helpen?' } },
    ]) {
      expect(await versionAfter(same)).toBe(1)
    }
    const others: TriggerChange[] = [
      { when: { type: 'visible_seconds', seconds: 30 } },
      { texts: { nl: 'Hulp nodig?', en: 'Need help?' } },
      { page: '' },
      { pageKind: 'product' },
      { delay: 5 },
      { holdOut: 0.5 },
      { whileAway: true },
      { replies: { nl: ['Ja'], en: ['Yes'] } },
      { variants: [{ texts: { nl: 'Zal ik meekijken?', en: 'Shall I have a look?' } }] },
    ]
    for (const [n, other] of others.entries()) expect(await versionAfter(other)).toBe(n + 2)
  })

  it('T14: an object, list, number or null where a text belongs is refused by name', async () => {
    for (const wrong of [{ $ne: 1 }, ['x'], 7, null]) {
      for (const [path, body] of [
        ['/tags', { name: wrong, color: '#000000' }],
        ['/tags', { name: 'x', color: wrong }],
        ['/canned-replies', { shortcut: wrong, text: 'x' }],
        ['/canned-replies', { shortcut: 'x', text: wrong }],
      ] as const) {
        expect(await refused('POST', path, body)).toEqual({ status: 400, code: 'invalid' })
      }
    }
  })

  it('T09: refuses fields that are not a member’s to set', async () => {
    const foreign = { site_id: nanoid(), siteId: nanoid(), id: nanoid() }
    for (const [field, value] of Object.entries(foreign)) {
      const body = { name: 'x', color: '#000000', [field]: value }
      expect(await refused('POST', '/tags', body)).toEqual({ status: 400, code: 'unknown_field' })
    }
    expect(await call<TagsAnswer>('GET', '/tags')).toEqual({ tags: [] })
  })
})
