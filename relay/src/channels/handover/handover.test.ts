import type { HandoverAnswer } from '@loods/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import type { Shopper } from '../../testing/talk.ts'

let stage: ChannelTalk

beforeAll(async () => {
  stage = await startChannelTalk()
})
afterAll(() => stage[Symbol.asyncDispose]())

function offer(shopper: Shopper, to: string): Promise<HandoverAnswer> {
  return stage.relay.json(stage.talk.widget('/handover'), { token: shopper.secret, body: { to } })
}

describe('a link to take a chat along', () => {
  it('opens the shop’s number with words in the shopper’s language and a code', async () => {
    const shopper = await stage.talk.shopper('Hallo')
    const { url, expiresAt } = await offer(shopper, 'whatsapp')
    const link = new URL(url)
    expect(link.origin + link.pathname).toBe(
      `https://wa.me/${stage.number.displayPhoneNumber.replaceAll(/\D/g, '')}`,
    )
    expect(link.searchParams.get('text')).toMatch(
      /^Hallo, ik wil graag verder via WhatsApp\. \(Ref: [0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\)$/,
    )
    expect(expiresAt).toBe(stage.graph.time.now() + 30 * 60_000)
    await stage.talk.relay.call(stage.talk.widget('/context'), {
      token: shopper.secret,
      body: { context: { language: 'en-GB' } },
    })
    expect(decodeURIComponent((await offer(shopper, 'whatsapp')).url)).toContain(
      'I would like to go on in WhatsApp',
    )
  })

  it('opens the shop’s page with a reference', async () => {
    const { url } = await offer(await stage.talk.shopper('Hallo'), 'messenger')
    expect(url).toMatch(
      new RegExp(`^https://m\\.me/${stage.page.username}\\?ref=[0-9A-Z]{4}-[0-9A-Z]{4}$`),
    )
  })

  it('is stored as a hash only, and asked for again takes back the one before', async () => {
    const shopper = await stage.talk.shopper('Hallo')
    await offer(shopper, 'messenger')
    const { url } = await offer(shopper, 'messenger')
    const links = await stage.relay.context.db.read
      .selectFrom('one_time_links')
      .selectAll()
      .where('subject', '=', shopper.conversationId)
      .execute()
    expect(links).toHaveLength(1)
    expect(JSON.stringify(links)).not.toContain(new URL(url).searchParams.get('ref'))
  })

  it('is refused where the shop cannot be reached there now', async () => {
    const other = await startChannelTalk()
    try {
      const { db } = other.relay.context
      const shopper = await other.talk.shopper('Hallo')
      await db.write.updateTable('channels').set({ state: 'paused' }).execute()
      const call = { token: shopper.secret, body: { to: 'whatsapp' } }
      expect(await other.talk.refusal(other.talk.widget('/handover'), call)).toMatchObject({
        code: 'not_found',
      })
    } finally {
      await other[Symbol.asyncDispose]()
    }
  })
})
