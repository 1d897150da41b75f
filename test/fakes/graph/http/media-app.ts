import { type Context, Hono } from 'hono'
import type { Core } from '../core.ts'
import { GraphError } from '../errors.ts'
import type { StoredMedia } from '../media/media-store.ts'
import { authenticate } from '../world/tokens.ts'

/**
 * The host that files are fetched from: WhatsApp's want a bearer that reaches them (401) and a
 * User-Agent (400; the contract says only that it fails), and 404 once the address has expired.
 * Messenger's want neither.
 */
export function mediaApp(core: Core): Hono {
  const app = new Hono()
  app.get('/whatsapp_business/attachments/', (c) => {
    if (!c.req.header('user-agent')) return c.text('', 400)
    const media = atAddress(c, core)
    const refused = whyRefused(c, core, media)
    if (refused) return c.text('', refused)
    return media ? file(media) : c.text('', 404)
  })
  app.get('/cdn/', (c) => {
    const media = atAddress(c, core)
    return media ? file(media) : c.text('URL signature expired', 403)
  })
  return app
}

function atAddress(c: Context, core: Core): StoredMedia | undefined {
  return core.media.atAddress(c.req.query('mid') ?? '', c.req.query('hash') ?? '')
}

function whyRefused(c: Context, core: Core, media: StoredMedia | undefined): 401 | undefined {
  const bearer = c.req.header('authorization')?.replace(/^Bearer /i, '')
  try {
    const { wabaIds } = authenticate(core.world, bearer, core.time.now())
    return !media || wabaIds.has(media.ownerId) ? undefined : 401
  } catch (error) {
    if (error instanceof GraphError) return 401
    throw error
  }
}

function file({ bytes, mime, tampered }: StoredMedia): Response {
  if (tampered.redirectTo !== undefined) return Response.redirect(tampered.redirectTo, 302)
  if (tampered.status !== undefined) return new Response('', { status: tampered.status })
  return new Response(Buffer.from(tampered.bytes ?? bytes), { headers: { 'content-type': mime } })
}
