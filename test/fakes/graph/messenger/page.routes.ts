import { type Route, route } from '../http/nodes.ts'
import { uploadAttachment } from './attachments.ts'
import { sendFromPage } from './send.ts'

const MESSAGING = 'pages_messaging'

/** What a page sends. */
export const PAGE_ROUTES: Route[] = [
  route({
    method: 'POST',
    node: 'page',
    edge: 'messages',
    scope: MESSAGING,
    handle: ({ core, node, token, request }) => sendFromPage(core, node, token, request),
  }),
  route({
    method: 'POST',
    node: 'page',
    edge: 'message_attachments',
    scope: MESSAGING,
    handle: uploadAttachment,
  }),
]
