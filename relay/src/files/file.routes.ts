import { fileInfo, id, MAX_FILE_BYTES } from '@loods/protocol'
import type { Context } from 'hono'
import * as v from 'valibot'
import type { Row } from '../db/schema.ts'
import { RelayError } from '../errors.ts'
import type { MemberPrincipal, VisitorPrincipal } from '../http/principal.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { FileService } from './file.service.ts'
import { contentDisposition } from './file-name.ts'
import { tooLarge } from './file-store.ts'
import { storedKindOf } from './file-types.ts'

export interface FileRouteDeps {
  files: FileService
  limits: Limits
  /** @throws RelayError not_found, or blocked for a shopper who may say nothing here */
  checkMaySend(who: VisitorPrincipal | MemberPrincipal, conversationId: string): Promise<void>
}

const fileLink = v.object({
  id,
  expires: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)),
  signature: v.pipe(v.string(), v.maxLength(100)),
})

/** Files in, by either side, and out, by signed address. */
export function fileRoutes(deps: FileRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/widget/v1/:siteKey/files',
      policy: 'visitor',
      summary: 'Upload a file (raw body, x-file-name); send it by naming its id in a message',
      response: fileInfo,
      stream: true,
      handle: ({ principal, c }) => upload(deps, principal, principal.conversationId, c),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/conversations/:conversationId/files',
      policy: 'agent',
      summary: 'Upload a file (raw body, x-file-name); send it by naming its id in a message',
      params: v.object({ siteId: id, conversationId: id }),
      response: fileInfo,
      stream: true,
      handle: ({ principal, params, c }) => upload(deps, principal, params.conversationId, c),
    }),
    defineRoute({
      method: 'GET',
      path: '/files/:id/:expires/:signature',
      policy: 'public',
      summary: 'A file, by the signed address in its message; valid for an hour',
      params: fileLink,
      async handle({ params, c }) {
        const row = await deps.files.open(params)
        return give(deps.files, row, c)
      },
    }),
  ]
}

async function upload(
  deps: FileRouteDeps,
  who: VisitorPrincipal | MemberPrincipal,
  conversationId: string,
  c: Context,
) {
  const encoding = c.req.header('content-encoding') ?? 'identity'
  if (encoding !== 'identity') {
    throw new RelayError('unsupported_file', 'Send the file as it is, without content-encoding.')
  }
  if (Number(c.req.header('content-length') ?? 0) > MAX_FILE_BYTES) throw tooLarge(MAX_FILE_BYTES)
  await deps.checkMaySend(who, conversationId)
  await deps.limits.upload(who)
  return deps.files.upload({
    siteId: who.siteId,
    conversationId,
    uploader: { kind: who.kind, id: who.kind === 'visitor' ? who.visitorId : who.memberId },
    contentType: c.req.header('content-type'),
    name: c.req.header('x-file-name'),
    seconds: secondsOf(c.req.header('x-file-seconds')),
    body: c.req.raw.body,
  })
}

/** Longest voice note that is believed, in seconds. */
const MAX_SECONDS = 3_600

function secondsOf(text: string | undefined): number | undefined {
  const seconds = /^\d{1,4}(\.\d{1,3})?$/.test(text ?? '') ? Number(text) : undefined
  return seconds !== undefined && seconds <= MAX_SECONDS ? seconds : undefined
}

/**
 * Gives a file out so that it can do nothing: no script, no frame, no guess at its type, and a
 * download unless it is a picture, sound or film (T19, T21, T23, T84).
 */
function give(files: FileService, row: Row<'files'>, c: Context): Response {
  const { inline } = storedKindOf(row.type)
  const range = rangeOf(c.req.header('range'), row.size)
  c.header('content-type', row.type === 'text/plain' ? 'text/plain; charset=utf-8' : row.type)
  c.header('content-disposition', contentDisposition(inline ? 'inline' : 'attachment', row.name))
  c.header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
  c.header('x-content-type-options', 'nosniff')
  c.header('cross-origin-resource-policy', 'cross-origin')
  c.header('referrer-policy', 'no-referrer')
  c.header('cache-control', `private, max-age=${CACHE_SECONDS}, immutable`)
  c.header('accept-ranges', 'bytes')
  if (range === 'none') {
    c.header('content-range', `bytes */${row.size}`)
    return c.body(null, 416)
  }
  const { start, end } = range ?? { start: 0, end: row.size - 1 }
  c.header('content-length', String(end - start + 1))
  if (range) c.header('content-range', `bytes ${start}-${end}/${row.size}`)
  const status = range ? 206 : 200
  if (c.req.method === 'HEAD') return c.body(null, status)
  return c.body(files.read(row.id, { start, end }), status)
}

/** Seconds a browser may keep a file: shorter than any link lives. */
const CACHE_SECONDS = 3_000

/** The one range asked for (RFC 9110, 14.1.2); 'none' when the file has no such part. */
function rangeOf(header: string | undefined, size: number) {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return undefined
  const start = asked[1] === '' ? Math.max(0, size - Number(asked[2])) : Number(asked[1])
  const end = asked[1] === '' || asked[2] === '' ? size - 1 : Math.min(Number(asked[2]), size - 1)
  return start <= end ? { start, end } : 'none'
}
