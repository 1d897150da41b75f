import type { WidgetSeenAnswer } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTalk, type Talk } from '../testing/talk.ts'
import { DIALECTS, dialectEnv } from '../testing/test-storage.ts'

let talk: Talk
let now: number

async function look(url: string, origin?: string): Promise<number> {
  const response = await talk.relay.call(talk.widget('/views'), {
    body: { page: { url } },
    headers: origin ? { origin } : {},
  })
  await talk.relay.context.writer.drain()
  return response.status
}

function seen(): Promise<WidgetSeenAnswer> {
  return talk.relay.json(talk.site('/widget-seen'), { token: talk.owner.token })
}

describe.each(DIALECTS)('where the widget was seen, on %s', (dialect) => {
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 22, 9)
    talk = await startTalk({ clock: () => now, env: await dialectEnv(dialect) })
  })
  afterEach(() => talk[Symbol.asyncDispose]())

  it('is unknown at first, and not the relay’s own pages', async () => {
    await look(`${talk.relay.context.config.publicUrl}/demo/nl`)
    expect(await seen()).toEqual({})
  })

  it('is the page without its query, written once a minute', async () => {
    await look('https://lamp.example/afrekenen?klant=sanne#stap-2')
    const first = { at: now, page: 'https://lamp.example/afrekenen' }
    expect(await seen()).toEqual({ seen: first })
    now += 59_999
    await look('https://lamp.example/')
    expect(await seen()).toEqual({ seen: first })
    now += 1
    await look('https://lamp.example/')
    expect(await seen()).toEqual({ seen: { at: now, page: 'https://lamp.example/' } })
  })

  it('tells of an address that was turned away, beside where it does run', async () => {
    await talk.relay.json(talk.site('/settings'), {
      method: 'PATCH',
      token: talk.owner.token,
      body: { origins: ['https://lamp.example'] },
    })
    await look('https://lamp.example/', 'https://lamp.example')
    expect(await look('https://www.lamp.example/', 'https://www.lamp.example')).toBe(403)
    expect(await seen()).toEqual({
      seen: { at: now, page: 'https://lamp.example/' },
      refused: { at: now, origin: 'https://www.lamp.example' },
    })
  })
})
