import type { Core } from '../core.ts'
import { GraphError } from '../errors.ts'
import { parseRequest } from '../http/issues.ts'
import type { Call } from '../http/nodes.ts'
import type { Page } from '../world/world.ts'
import { type Attachment, attachment } from './send-shapes.ts'

const MB = 1024 * 1024
const LARGEST = 25 * MB
const LARGEST_LINKED_IMAGE = 8 * MB

/** The stored file of an attachment: uploaded with the request, before it, or fetched from its URL. */
export async function attachmentFile(
  core: Core,
  page: Page,
  given: Attachment | undefined,
  files: Map<string, File>,
): Promise<string | undefined> {
  if (!given || given.type === 'template') return undefined
  const { url, attachment_id } = given.payload
  const uploaded = files.get('filedata')
  if (uploaded) {
    const bytes = new Uint8Array(await uploaded.arrayBuffer())
    return keep(core, page, given.type, { bytes, mime: uploaded.type }, LARGEST)
  }
  if (attachment_id !== undefined) return reusable(core, page, attachment_id)
  const file =
    url === undefined ? { problem: 'Param url is required.' } : await core.links.fetch(url)
  if ('problem' in file) refuse(file.problem)
  return keep(core, page, given.type, file, given.type === 'image' ? LARGEST_LINKED_IMAGE : LARGEST)
}

/** POST /{page}/message_attachments: a file for later messages. */
export async function uploadAttachment({ core, node, request }: Call<'page'>): Promise<object> {
  const { message = {} } = request.body as { message?: { attachment?: unknown } }
  const given = parseRequest(attachment, message.attachment, 'messenger')
  return { attachment_id: await attachmentFile(core, node, given, request.files) }
}

function keep(
  core: Core,
  page: Page,
  type: string,
  { bytes, mime }: { bytes: Uint8Array; mime: string },
  most: number,
): string {
  if (bytes.length > most) refuse(`The file has ${bytes.length} bytes, ${most} at most.`)
  if (type !== 'file' && !mime.startsWith(`${type}/`)) refuse(`${mime} is no ${type}.`)
  return core.media.add({
    ownerId: page.id,
    bytes,
    mime,
    filename: undefined,
    origin: 'attachment',
  }).id
}

function reusable(core: Core, page: Page, id: string): string {
  const media = core.media.find(id)
  if (media?.ownerId !== page.id) refuse(`There is no attachment ${id}.`)
  return id
}

function refuse(details: string): never {
  throw new GraphError(100, {
    subcode: 2018008,
    message: 'Failed to fetch the file from the url.',
    product: 'messenger',
    details,
  })
}
