import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PushPayload, PushSubscribeRequest } from '@loods/protocol'

/** A push service of a test's own: takes what the relay sends, and answers as told. */
export interface TestPushService extends AsyncDisposable {
  /** host:port, for EGRESS_ALLOW. */
  host: string
  /** Every request so far. */
  requests: Array<{ path: string; headers: Record<string, unknown>; body: Buffer }>
  /** Status of the next answers; 201 is what services say. */
  status: number
  /** A browser that subscribed here, with the keys only it has. */
  device(name: string): TestDevice
}

export interface TestDevice {
  subscription: PushSubscribeRequest
  /** What this device could read of the requests so far, oldest first. */
  received(): PushPayload[]
}

/** Starts a push service on a free loopback port. */
export async function startTestPushService(): Promise<TestPushService> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { url = '', headers } = request
      service.requests.push({ path: url, headers, body: Buffer.concat(chunks) })
      response.writeHead(service.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const service: TestPushService = {
    host,
    requests: [],
    status: 201,
    device: (name) => createDevice(service, name),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return service
}

function createDevice(service: TestPushService, name: string): TestDevice {
  const keys = createECDH('prime256v1')
  const publicKey = keys.generateKeys()
  const auth = randomBytes(16)
  const path = `/push/${randomBytes(8).toString('hex')}`
  return {
    subscription: {
      endpoint: `http://${service.host}${path}`,
      keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
      device: name,
    },
    received: () =>
      service.requests
        .filter((request) => request.path === path)
        .map(({ body }) => JSON.parse(decrypt(body, { keys, publicKey, auth })) as PushPayload),
  }
}

/** Opens a push message as a browser does (RFC 8291, one record). */
function decrypt(
  body: Buffer,
  own: { keys: ReturnType<typeof createECDH>; publicKey: Buffer; auth: Buffer },
): string {
  const salt = body.subarray(0, 16)
  const sender = body.subarray(21, 21 + (body[20] as number))
  const sealed = body.subarray(21 + sender.length)
  const shared = own.keys.computeSecret(sender)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.publicKey, sender])
  const secret = Buffer.from(hkdfSync('sha256', shared, own.auth, info, 32))
  const derive = (label: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${label}\0`, length))
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}
