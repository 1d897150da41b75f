import type { Template, TemplateDraft, TemplatesAnswer } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { reachedOn } from '../../testing/reached.ts'
import { addTestMember } from '../../testing/test-relay.ts'

const DAY = 86_400_000

const DRAFT: TemplateDraft = {
  name: 'lamp_klaar',
  language: 'nl',
  category: 'utility',
  header: 'Bestelling {{1}}',
  body: 'Hallo {{1}}, je {{2}} ligt voor je klaar in de winkel.',
  footer: 'Lamp & Linnen',
  examples: { header_1: '1042', 1: 'Anna', 2: 'lamp' },
  buttons: [
    { type: 'url', text: 'Bekijk', url: 'https://lampenlinnen.example/bestelling' },
    { type: 'quick_reply', text: 'Ik kom eraan' },
  ],
}

describe('templates', () => {
  let stage: ChannelTalk
  let base: string

  beforeEach(async () => {
    stage = await startChannelTalk()
    await stage.subscribe()
    base = stage.talk.site(`/channels/${stage.whatsapp.id}/templates`)
  })
  afterEach(() => stage[Symbol.asyncDispose]())

  const call = <T>(path: string, options: object = {}) =>
    stage.relay.json<T>(path, { token: stage.talk.owner.token, ...options })
  const list = async () => (await call<TemplatesAnswer>(base)).templates
  const create = (draft: Partial<TemplateDraft> = {}) =>
    call<Template>(base, { body: { ...DRAFT, ...draft } })
  const refusal = async (body: object, path = base, method = 'POST') => {
    const answer = await stage.relay.call(path, { method, token: stage.talk.owner.token, body })
    const { error } = (await answer.json()) as { error: { code: string; field?: string } }
    return [error.code, error.field]
  }
  /** Meta looks at what was written, and what it says has been worked off. */
  async function reviewed() {
    await stage.graph.time.advance(60_000)
    await stage.relay.context.traffic.webhooks.processor.settle()
    await stage.relay.context.outbox.settle()
  }

  it('are written here and can be sent once the network has approved them', async () => {
    const made = await create()
    expect(made).toMatchObject({
      status: 'pending',
      usable: false,
      header: 'Bestelling {{header_1}}',
      variables: ['header_1', '1', '2'],
      examples: DRAFT.examples,
      buttons: [
        { type: 'quick_reply', text: 'Ik kom eraan' },
        { type: 'url', text: 'Bekijk', url: 'https://lampenlinnen.example/bestelling' },
      ],
    })
    await reviewed()
    expect(await list()).toMatchObject([{ id: made.id, status: 'approved', usable: true }])
  })

  it('say when the network finds them to be marketing, and why one is refused', async () => {
    await create({ name: 'actie', body: 'Hallo {{1}}, morgen korting op elke {{2}} in de winkel.' })
    stage.graph.templates.reviewer.judge = (template) =>
      template.name === 'nee'
        ? { status: 'REJECTED', category: template.category, reason: 'ABUSIVE_CONTENT' }
        : { status: 'APPROVED', category: 'MARKETING' }
    await create({ name: 'nee' })
    await reviewed()
    expect(await list()).toMatchObject([
      { name: 'actie', category: 'marketing', usable: true },
      { name: 'nee', status: 'rejected', reason: 'ABUSIVE_CONTENT', usable: false },
    ])
  })

  it('are copied in pages, at the first look and on demand; what is gone there goes here', async () => {
    for (let n = 0; n < 120; n++) {
      stage.graph.templates.create(stage.waba.id, {
        name: `bericht_${n}`,
        language: 'nl',
        category: 'UTILITY',
        parameter_format: 'POSITIONAL',
        components: [{ type: 'BODY', text: `Bericht ${n}` }],
      })
    }
    expect(await list()).toHaveLength(120)
    await stage.graph.templates.remove(stage.waba.id, { name: 'bericht_7' })
    const { templates } = await call<TemplatesAnswer>(`${base}/refresh`, { method: 'POST' })
    expect(templates).toHaveLength(119)
  })

  it('made in the network’s own app are known from the moment it tells of them', async () => {
    await create()
    const other = stage.graph.templates.create(stage.waba.id, {
      name: 'elders',
      language: 'en_US',
      category: 'UTILITY',
      parameter_format: 'NAMED',
      components: [
        {
          type: 'BODY',
          text: 'Hello {{first_name}}, your lamp is ready to be picked up.',
          example: { body_text_named_params: [{ param_name: 'first_name', example: 'Anna' }] },
        },
      ],
    })
    await reviewed()
    expect(await list()).toMatchObject([
      { name: 'elders', language: 'en_US', variables: ['first_name'], usable: true },
      { name: 'lamp_klaar' },
    ])
    await stage.graph.templates.setStatus(other, 'PAUSED', 'LOW_QUALITY')
    await reviewed()
    expect((await list())[0]).toMatchObject({ status: 'paused', usable: false })
  })

  it('are changed and deleted at the network too', async () => {
    const { id } = await create()
    await reviewed()
    const { name: _name, language: _language, ...change } = DRAFT
    const body = { ...change, body: 'Dag {{1}}, je {{2}} staat voor je klaar.' }
    const changed = await call<Template>(`${base}/${id}`, { method: 'PUT', body })
    expect(changed).toMatchObject({ id, body: body.body, status: 'pending' })
    await reviewed()
    expect(stage.graph.templates.of(stage.waba.id)[0]?.components[1]).toMatchObject({
      text: body.body,
    })
    await call(`${base}/${id}`, { method: 'DELETE' })
    expect(await list()).toEqual([])
    expect(stage.graph.templates.of(stage.waba.id)).toEqual([])
  })

  it('are refused by the part that is wrong', async () => {
    await create()
    expect(await refusal(DRAFT)).toEqual(['already_exists', 'name'])
    const name = 'ander'
    expect(await refusal({ ...DRAFT, name, body: 'Je {{1}} van {{2}}' })).toEqual([
      'invalid',
      'body',
    ])
    expect(await refusal({ ...DRAFT, name, body: 'Dag {{1}}, je {{3}} is klaar.' })).toEqual([
      'invalid',
      'body',
    ])
    expect(await refusal({ ...DRAFT, name, examples: { 1: 'Anna' } })).toEqual([
      'empty',
      'header_1',
    ])
    expect(await refusal({ ...DRAFT, name, footer: 'Van {{1}}' })).toEqual(['invalid', 'footer'])
  })

  it('are written by who runs the shop; every member may read them', async () => {
    const agent = await addTestMember(stage.relay, stage.talk.owner.siteId, 'agent')
    const asAgent = (options: object) => stage.relay.call(base, { token: agent.token, ...options })
    expect((await asAgent({})).status).toBe(200)
    expect((await asAgent({ body: DRAFT })).status).toBe(403)
  })

  describe('in a conversation whose window has closed', () => {
    let conversationId: string
    let template: Template

    beforeEach(async () => {
      template = await create()
      await reviewed()
      conversationId = await reachedOn(stage, 'whatsapp')
      await stage.graph.time.advance(2 * DAY)
      await stage.talk.renew()
    })

    const say = (values: Record<string, string>, extra: object = {}) => ({
      cid: `a-cid-of-its-own-${Object.keys(extra).length}`,
      template: { id: template.id, values },
      ...extra,
    })
    const path = () => stage.talk.site(`/conversations/${conversationId}/messages`)

    it('reach the person, who reads what the thread shows; the window stays closed', async () => {
      const values = { header_1: '1042', 1: 'Anna', 2: 'mooie\nlamp' }
      await call(path(), { body: say(values) })
      await stage.relay.context.outbox.settle()
      const message = (await stage.talk.messages(conversationId)).at(-1)
      expect(message).toMatchObject({
        text: 'Bestelling 1042\nHallo Anna, je mooie lamp ligt voor je klaar in de winkel.\nLamp & Linnen',
        detail: {
          kind: 'template',
          name: 'lamp_klaar',
          language: 'nl',
          buttons: ['Ik kom eraan', 'Bekijk'],
        },
        channel: 'whatsapp',
        delivery: { state: 'queued' },
      })
      await stage.graph.time.advance(1_000)
      const [entry] = stage.graph.chat(stage.anna, stage.number).thread.entries
      expect(entry?.rendered?.body).toBe(
        'Hallo Anna, je mooie lamp ligt voor je klaar in de winkel.',
      )
      expect(await refusal({ cid: 'another-cid-of-its-own', text: 'Vrij' }, path())).toEqual([
        'window_closed',
        undefined,
      ])
    })

    it('stay here where something is not filled in, or words are to go along', async () => {
      expect(await refusal(say({ 1: 'Anna', 2: 'lamp' }), path())).toEqual(['empty', 'header_1'])
      const values = { header_1: '1', 1: 'Anna', 2: 'lamp' }
      expect(await refusal(say(values, { text: 'Ook dit' }), path())).toEqual([
        'invalid',
        'template',
      ])
    })

    it('are not another shop’s, nor of a conversation that is not on the number', async () => {
      const values = { header_1: '1', 1: 'Anna', 2: 'lamp' }
      conversationId = (await stage.talk.shopper('Op de site')).conversationId
      expect((await refusal(say(values), path()))[0]).toBe('not_found')
    })
  })

  it('for members’ phones are written in both languages by one call, and once', async () => {
    const { alert } = stage.relay.context.templates
    expect(await alert.approved(stage.whatsapp, 'nl')).toBeUndefined()
    await alert.ensure(stage.whatsapp)
    await alert.ensure(stage.whatsapp)
    expect(stage.graph.templates.of(stage.waba.id).map(({ language }) => language)).toEqual([
      'nl',
      'en',
    ])
    await reviewed()
    const approved = await alert.approved(stage.whatsapp, 'en')
    expect(approved).toMatchObject({ name: 'loods_waiting', language: 'en' })
    expect(approved?.values('Lamp')).toEqual([{ text: 'Lamp' }])
  })
})
