import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEgress } from '../../egress/egress.ts'
import { createLogger } from '../../logger.ts'
import { type ChannelTalk, startChannelTalk } from '../../testing/channel-talk.ts'
import { testPicture } from '../../testing/test-picture.ts'
import type { MediaResult } from '../adapter.ts'
import { createGraphClient } from '../graph/graph-client.ts'
import type { MediaRef } from '../update.ts'
import { createWhatsappAdapter } from './whatsapp.adapter.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const REFUSED = { outcome: 'gone', why: 'refused' }
const EXPIRED = { outcome: 'gone', why: 'expired' }

let stage: ChannelTalk
let stranger: Server
/** What somebody who is not Meta was told. */
let heard: IncomingHttpHeaders[]
let picture: Buffer

beforeAll(async () => {
  stage = await startChannelTalk()
  picture = await testPicture()
  stranger = createServer((request, response) => {
    heard.push(request.headers)
    if (request.url?.startsWith('/round')) response.writeHead(302, { location: `${request.url}x` })
    response.end(picture)
  })
  stranger.listen(0, '127.0.0.1')
  await once(stranger, 'listening')
})
beforeEach(() => {
  heard = []
})
afterAll(async () => {
  stranger.close()
  await stage[Symbol.asyncDispose]()
})

function at(host: string, path = '/'): string {
  return `http://${host}:${(stranger.address() as AddressInfo).port}${path}`
}

/** Fetches with the operator's way out open to the stranger, so that only the list of hosts protects. */
function fetchMedia(media: Partial<MediaRef>): Promise<MediaResult> {
  const { channels, config } = stage.relay.context
  const { host } = new URL(at('127.0.0.1'))
  const allow = [...config.egressAllow, host, host.replace('127.0.0.1', 'localhost')]
  const egress = createEgress({ allow, log: createLogger('silent') })
  const adapter = createWhatsappAdapter({
    egress,
    graph: createGraphClient({ egress, ...config.graph }),
    mediaHosts: config.graph.mediaHosts,
    secrets: channels.secrets,
    clock: stage.graph.time.now,
  })
  return adapter.fetchMedia(stage.whatsapp, { kind: 'image', ...media })
}

function store(bytes = picture) {
  const { media } = stage.graph
  const { id: ownerId } = stage.waba
  return media.add({ ownerId, bytes, mime: 'image/png', origin: 'inbound', filename: undefined })
}

function sha256(bytes: Buffer, as: 'hex' | 'base64'): string {
  return createHash('sha256').update(bytes).digest(as)
}

describe('a file somebody sent', () => {
  it('comes by its id, whatever address the webhook had', async () => {
    const fetched = { outcome: 'fetched', bytes: picture, mimeType: 'image/png' }
    const { id } = store()
    expect(await fetchMedia({ id })).toEqual(fetched)
    expect(await fetchMedia({ id, url: at('localhost') })).toEqual(fetched)
    expect(heard).toEqual([])
  })

  it('comes by its address where there is no id, while that is good', async () => {
    const url = stage.graph.media.addressOf(store())
    expect(await fetchMedia({ url })).toMatchObject({ outcome: 'fetched' })
    await stage.graph.time.advance(6 * MINUTE)
    expect(await fetchMedia({ url })).toEqual(EXPIRED)
  })

  it('is asked for once more where its address had expired, and then no more', async () => {
    const media = store()
    const asked = () => stage.graph.requests.filter(({ path }) => path.endsWith(media.id)).length
    stage.graph.media.tamper(media.id, { status: 404 })
    expect(await fetchMedia({ id: media.id })).toEqual(EXPIRED)
    expect(asked()).toBe(2)
    await stage.graph.time.advance(8 * DAY)
    expect(await fetchMedia({ id: media.id })).toEqual(EXPIRED)
  })

  it('has the hash it was sent with, in hex or base64, or is refused', async () => {
    const { id } = store()
    for (const told of [sha256(picture, 'hex'), sha256(picture, 'base64'), 'aGFzaA==', '']) {
      expect(await fetchMedia({ id, sha256: told })).toMatchObject({ outcome: 'fetched' })
    }
    const other = Buffer.from('iets anders')
    for (const told of [sha256(other, 'hex'), sha256(other, 'base64')]) {
      expect(await fetchMedia({ id, sha256: told })).toEqual(REFUSED)
    }
    stage.graph.media.tamper(id, { bytes: other })
    expect(await fetchMedia({ id })).toEqual(REFUSED)
  })

  it('comes later where Meta is away or the token is to be renewed', async () => {
    const { id } = store()
    for (const fault of ['bad_gateway', 'reset', 'throughput', 'bad_token'] as const) {
      stage.graph.faults.failNext(fault, { on: /^GET/ })
      expect(await fetchMedia({ id })).toMatchObject({ outcome: 'later' })
    }
    stage.graph.faults.failNext('too_many_requests', { on: /^GET/ })
    expect(await fetchMedia({ id })).toMatchObject({ outcome: 'later', afterMs: 30_000 })
    stage.graph.media.tamper(id, { status: 500 })
    expect(await fetchMedia({ id })).toMatchObject({ outcome: 'later' })
  })
})

describe('the token', () => {
  it('T38: reaches no host but Meta’s, whatever address is told', async () => {
    for (const url of [
      at('localhost'),
      'http://127.0.0.2/',
      'https://lookaside.example/',
      'file:///etc/passwd',
      'geen adres',
      at('user:name@127.0.0.1'),
    ]) {
      expect(await fetchMedia({ url })).toEqual(REFUSED)
    }
    expect(heard).toEqual([])
  })

  it('T38: does not follow a redirect to another host', async () => {
    const media = store()
    stage.graph.media.tamper(media.id, { redirectTo: at('localhost') })
    expect(await fetchMedia({ id: media.id })).toEqual(REFUSED)
    expect(heard).toEqual([])
  })

  it('T38: stays behind where another of Meta’s hosts has the file', async () => {
    const media = store()
    stage.graph.media.tamper(media.id, { redirectTo: at('127.0.0.1') })
    expect(await fetchMedia({ id: media.id })).toMatchObject({ outcome: 'fetched' })
    expect(heard).toHaveLength(1)
    expect(heard[0]).not.toHaveProperty('authorization')
    expect(heard[0]).toHaveProperty('user-agent')
  })

  it('T38: is not led round in circles', async () => {
    const media = store()
    stage.graph.media.tamper(media.id, { redirectTo: at('127.0.0.1', '/round') })
    expect(await fetchMedia({ id: media.id })).toEqual(REFUSED)
    expect(heard).toHaveLength(3)
  })

  it('T38: is not told where the Graph itself points', async () => {
    const { id } = store()
    const file = stage.graph.media.find(id)
    const addressOf = stage.graph.media.addressOf
    stage.graph.media.addressOf = (media) => (media === file ? at('localhost') : addressOf(media))
    expect(await fetchMedia({ id })).toEqual(REFUSED)
    stage.graph.media.addressOf = addressOf
    expect(heard).toEqual([])
  })
})
