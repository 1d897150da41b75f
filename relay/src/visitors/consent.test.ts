import type { ViewAnswer } from '@loods/protocol'
import { nanoid } from 'nanoid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { insertLink } from '../hosts/link.repository.ts'
import { startTalk, type Talk } from '../testing/talk.ts'

let talk: Talk

beforeEach(async () => {
  talk = await startTalk()
})

afterEach(() => talk[Symbol.asyncDispose]())

/** The shop is one of Shopify's, whose own software asks shoppers what they allow. */
async function beAtShopify(): Promise<void> {
  const { siteId } = talk.owner
  await talk.relay.context.writer.run((tx) =>
    insertLink(tx.db, {
      site_id: siteId,
      host: 'shopify',
      url: 'https://lampen.myshopify.com/',
      origin: 'https://lampen.myshopify.com',
      endpoint: '',
      state: 'on',
      created_at: tx.now,
    }),
  )
}

function see(more: object = {}): Promise<ViewAnswer> {
  const page = { url: `https://lampen.example/${nanoid()}` }
  return talk.relay.json(talk.widget('/views'), { body: { page, ...more } })
}

function counted(): number {
  return talk.relay.context.visits.list(talk.owner.siteId).length
}

describe('a page of a Shopify shop', () => {
  beforeEach(beAtShopify)

  it('is counted only when it says that the shopper lets it be', async () => {
    for (const more of [{}, { consent: false }, { consent: 'yes' }]) {
      const answer = await see(more)
      expect([more, answer.viewId, answer.prompted]).toEqual([more, undefined, true])
      expect(answer.availability).toBe('open')
    }
    expect(counted()).toBe(0)
    expect((await see({ consent: true })).viewId).toBeDefined()
    expect(counted()).toBe(1)
  })

  it('shows the shop that its widget runs, all the same', async () => {
    await see()
    const seen = () =>
      talk.relay.json<{ seen?: object }>(talk.site('/widget-seen'), { token: talk.owner.token })
    await expect.poll(seen).toHaveProperty('seen')
  })
})

describe('a page of any other shop', () => {
  it('is counted unless it says that the shopper does not want it', async () => {
    expect((await see()).viewId).toBeDefined()
    expect((await see({ consent: false })).viewId).toBeUndefined()
    expect(counted()).toBe(1)
  })
})
