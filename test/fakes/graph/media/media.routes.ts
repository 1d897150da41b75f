import { GraphError } from '../errors.ts'
import { type Call, type Route, route } from '../http/nodes.ts'
import { isUploadable, largestFor } from './formats.ts'
import { sha256 } from './media-store.ts'

const MESSAGING = 'whatsapp_business_messaging'

/** Uploading, finding and deleting files. */
export const MEDIA_ROUTES: Route[] = [
  route({ method: 'POST', node: 'number', edge: 'media', scope: MESSAGING, handle: upload }),
  route({
    method: 'GET',
    node: 'media',
    edge: '',
    scope: MESSAGING,
    handle: ({ core, node, request }) => {
      refuseNumber(request.query)
      const size = node.bytes.length
      return {
        messaging_product: 'whatsapp',
        url: core.media.addressOf(node),
        mime_type: node.mime,
        sha256: sha256(node.bytes, 'hex'),
        // A text by the reference, a number in real answers: both come.
        file_size: core.faults.chance(0.5) ? size : String(size),
        id: node.id,
      }
    },
  }),
  route({
    method: 'DELETE',
    node: 'media',
    edge: '',
    scope: MESSAGING,
    handle({ core, node }) {
      core.media.remove(node.id)
      return { success: true }
    },
  }),
]

/** Some apps got this for inbound media, so here nobody gets away with the parameter. */
function refuseNumber({ phone_number_id }: Record<string, string>): void {
  if (phone_number_id === undefined) return
  throw new GraphError(100, {
    message: `Param phone_number_id is not a valid WhatsApp business phone number id`,
  })
}

async function upload({ core, node, request }: Call<'number'>): Promise<object> {
  const { messaging_product, type } = request.body
  if (messaging_product !== 'whatsapp') {
    throw new GraphError(131008, { details: 'Parameter messaging_product is required.' })
  }
  const file = request.files.get('file')
  if (!file) throw new GraphError(131008, { details: 'Parameter file is required.' })
  const mime = (typeof type === 'string' && type) || file.type
  const bytes = new Uint8Array(await file.arrayBuffer())
  checkUpload(mime, bytes.length)
  const { wabaId: ownerId } = node
  return {
    id: core.media.add({ ownerId, bytes, mime, filename: file.name, origin: 'uploaded' }).id,
  }
}

function checkUpload(mime: string, size: number): void {
  if (!isUploadable(mime)) {
    throw new GraphError(100, {
      message: 'Param file must be a file with one of the allowed types.',
      details: `Received file of type '${mime}'.`,
    })
  }
  if (size <= largestFor(mime)) return
  throw new GraphError(131053, {
    details: `The file has ${size} bytes, ${largestFor(mime)} at most.`,
  })
}
