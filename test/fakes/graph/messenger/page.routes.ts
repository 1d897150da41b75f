import { GraphError } from '../errors.ts'
import { pickFields } from '../http/fields.ts'
import { type Call, type Route, route } from '../http/nodes.ts'
import { held } from '../world/world.ts'
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
  route({ method: 'GET', node: 'person', edge: '', scope: MESSAGING, handle: showProfile }),
]

/** User Profile API: 100/2018247 where the app may not ask, 100/2018218 of who has not written. */
function showProfile({ core, token, node: { page, person }, request }: Call<'person'>): object {
  if (!held(core.world.apps, token.appId).profiles) refuse(2018247)
  if (core.threads.of(page.id, person.id).lastInboundAt === undefined) refuse(2018218)
  const [first_name, ...others] = person.name.split(' ')
  const last_name = others.join(' ')
  const id = core.identities.psidOf(page.id, person)
  const profile_pic = `${core.urls.media}/profile/${id}.jpg`
  return pickFields({ id, first_name, last_name, profile_pic }, request.query.fields, [
    'first_name',
    'last_name',
    'profile_pic',
  ])
}

function refuse(subcode: number): never {
  throw new GraphError(100, { subcode, product: 'messenger' })
}
