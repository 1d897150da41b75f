import type { PushDevicesAnswer, PushTestAnswer } from '@loods/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seal } from '../crypto/seal.ts'
import { startTestPushService, type TestPushService } from '../testing/test-push.ts'
import {
  setUpOwner,
  startTestRelay,
  type TestOwner,
  type TestRelay,
} from '../testing/test-relay.ts'
import { checkEndpoint } from './push-hosts.ts'

let service: TestPushService
let relay: TestRelay
let owner: TestOwner

beforeEach(async () => {
  service = await startTestPushService()
  relay = await startTestRelay({ env: { EGRESS_ALLOW: service.host, LOG_LEVEL: 'silent' } })
  owner = await setUpOwner(relay)
})

afterEach(async () => {
  await relay[Symbol.asyncDispose]()
  await service[Symbol.asyncDispose]()
})

async function devices(): Promise<PushDevicesAnswer['devices']> {
  return (await relay.json<PushDevicesAnswer>('/api/push/devices', { token: owner.token })).devices
}

async function subscribe(name = 'Telefoon') {
  const device = service.device(name)
  await relay.json('/api/push/devices', { token: owner.token, body: device.subscription })
  return device
}

function test(): Promise<PushTestAnswer> {
  return relay.json<PushTestAnswer>('/api/push/test', { token: owner.token, body: {} })
}

describe('a test notification', () => {
  it('arrives encrypted for the one device, signed by the relay, and tells when it was shown', async () => {
    const device = await subscribe()
    const { results } = await test()
    expect(results).toMatchObject([{ outcome: 'accepted', status: 201 }])
    const [payload] = device.received()
    expect(payload).toMatchObject({ kind: 'test', title: 'Proefmelding van Loods' })
    expect(service.requests[0]?.headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      urgency: 'high',
      topic: 'loods-test',
      authorization: expect.stringMatching(/^vapid t=.+, k=.+/),
    })
    expect((await devices())[0]).not.toHaveProperty('lastShownAt')
    await relay.json('/api/push/receipts', { body: { receipt: payload?.receipt } })
    const [shown] = await devices()
    expect(shown?.lastShownAt).toBeGreaterThanOrEqual(results[0]?.sentAt ?? Number.NaN)
  })

  it('refuses a receipt nobody was given', async () => {
    await subscribe()
    const [device] = await devices()
    const forged = await relay.call('/api/push/receipts', { body: { receipt: `${device?.id}.x` } })
    expect(forged.status).toBe(404)
  })

  it('says what a push service that is down or refuses answered', async () => {
    await subscribe()
    service.status = 503
    expect((await test()).results).toMatchObject([{ outcome: 'unreachable', status: 503 }])
    service.status = 403
    expect((await test()).results).toMatchObject([{ outcome: 'refused', status: 403 }])
    expect(await devices()).toHaveLength(1)
  })

  it('forgets a device its push service no longer knows', async () => {
    await subscribe()
    service.status = 410
    expect((await test()).results).toMatchObject([{ outcome: 'gone', status: 410 }])
    expect(await devices()).toEqual([])
  })
})

describe('a member’s devices', () => {
  it('are one for each browser, however often it registers', async () => {
    const device = await subscribe('Telefoon')
    await relay.json('/api/push/devices', {
      token: owner.token,
      body: { ...device.subscription, device: 'Telefoon van Noor' },
    })
    expect(await devices()).toMatchObject([{ device: 'Telefoon van Noor', service: '127.0.0.1' }])
  })

  it('are removed by their owner, and by nobody else', async () => {
    await subscribe()
    const [device] = await devices()
    const stranger = await relay.call(`/api/push/devices/${device?.id}`, { method: 'DELETE' })
    expect(stranger.status).toBe(401)
    await relay.json(`/api/push/devices/${device?.id}`, { method: 'DELETE', token: owner.token })
    expect(await devices()).toEqual([])
  })
})

describe('T70: an endpoint is a push service’s or nothing', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://db5p.notify.windows.com/w/?token=abc',
    'https://web.push.apple.com/abc',
  ])('takes %s', (endpoint) => {
    expect(checkEndpoint(endpoint, [])).toBe(new URL(endpoint).hostname)
  })

  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://user:pass@fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com.evil.example/abc',
    'https://evilnotify.windows.com/abc',
    'https://push.services.mozilla.com.evil.example/abc',
    'https://169.254.169.254/latest/meta-data',
    'https://127.0.0.1/abc',
    'https://[::1]/abc',
    'https://localhost/abc',
    'file:///etc/passwd',
    'not an address',
  ])('refuses %s', (endpoint) => {
    expect(() => checkEndpoint(endpoint, [])).toThrow('push service')
  })

  it('refuses it at the door, so that nothing is stored or called', async () => {
    const { subscription } = service.device('Telefoon')
    const answer = await relay.call('/api/push/devices', {
      token: owner.token,
      body: { ...subscription, endpoint: 'https://169.254.169.254/latest/meta-data' },
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { code: 'invalid', field: 'endpoint' } })
    expect(await devices()).toEqual([])
  })

  it('takes the person from the token, never from the body', async () => {
    const { subscription } = service.device('Telefoon')
    const answer = await relay.call('/api/push/devices', {
      token: owner.token,
      body: { ...subscription, accountId: 'somebody' },
    })
    expect(await answer.json()).toMatchObject({ error: { code: 'unknown_field' } })
  })

  it('follows no redirect of a push service', async () => {
    await subscribe()
    service.status = 307
    expect((await test()).results).toMatchObject([{ outcome: 'refused', status: 307 }])
    expect(service.requests).toHaveLength(1)
  })
})

describe('the relay’s push keys', () => {
  it('are made once, and the same for everybody and ever', async () => {
    const key = () => relay.json<{ publicKey: string }>('/api/push/key', { token: owner.token })
    const first = await key()
    expect(first.publicKey).toMatch(/^[\w-]{80,}$/)
    expect(await key()).toEqual(first)
  })

  it('are kept sealed', async () => {
    await relay.json('/api/push/key', { token: owner.token })
    const row = await relay.context.db.read
      .selectFrom('meta')
      .select('value')
      .where('key', '=', 'vapid')
      .executeTakeFirstOrThrow()
    const sealed = seal(relay.context.config.secretKey.subarray(0, 32), 'x', 'y')
    expect(row.value.split('.')[0]).toBe(sealed.split('.')[0])
    expect(row.value).not.toContain('publicKey')
  })
})
