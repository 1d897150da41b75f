import { describe, expect, it } from 'vitest'
import { startChannelTalk } from '../testing/channel-talk.ts'
import { storedText } from '../testing/what-is-stored.ts'

describe('a channel', () => {
  it('keeps its secrets sealed, each for its own place, and opens them for who talks for it', async () => {
    await using stage = await startChannelTalk()
    const { relay, whatsapp, messenger, token, pageToken, app } = stage
    const stored = await storedText(relay)
    for (const secret of [token.value, pageToken.value, app.secret])
      expect(stored).not.toContain(secret)
    const { channels } = relay.context
    expect(await channels.secrets(whatsapp.id, 'send')).toMatchObject({
      token: token.value,
      appSecret: app.secret,
    })
    expect((await channels.secrets(messenger.id, 'send')).token).toBe(pageToken.value)
  })

  it('belongs to one shop: the same number is not connected twice', async () => {
    await using stage = await startChannelTalk()
    const again = { ...stage.whatsapp, siteId: 'another', token: 'token', appSecret: 'secret' }
    await expect(stage.relay.context.channels.add(again)).rejects.toMatchObject({
      code: 'already_exists',
    })
  })
})
