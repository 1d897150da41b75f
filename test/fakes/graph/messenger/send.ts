import type { Core } from '../core.ts'
import { GraphError } from '../errors.ts'
import { parseRequest } from '../http/issues.ts'
import type { GraphRequest } from '../http/request.ts'
import { type Entry, newEntry, type Thread } from '../world/threads.ts'
import { isWindowOpen } from '../world/window.ts'
import { held, type Page, type Person, type Token } from '../world/world.ts'
import { attachmentFile } from './attachments.ts'
import { planPageDelivery } from './deliver.ts'
import { checkMessagingWindow } from './page-window.ts'
import { type PageMessage, type SendRequest, sendRequest } from './send-shapes.ts'

const TYPING = 20_000
const REACTING = ['react', 'unreact']

/** POST /{page}/messages: a message, or an action such as typing. Resolves with the answer's body. */
export async function sendFromPage(
  core: Core,
  page: Page,
  token: Token,
  request: GraphRequest,
): Promise<object> {
  const given = parseRequest(sendRequest, request.body, 'messenger')
  checkOneThing(given)
  const person = recipientOf(core, page, given.recipient.id)
  const thread = core.threads.of(page.id, person.id)
  if (given.payload || REACTING.includes(given.sender_action ?? '')) {
    return react(core, thread, given)
  }
  if (given.sender_action) return act(core, thread, given)
  const app = held(core.world.apps, token.appId)
  if (page.restricted) throw new GraphError(10, { subcode: 1893063, product: 'messenger' })
  checkMessagingWindow(thread, given, { now: core.time.now(), humanAgent: app.humanAgent })
  if (thread.blocked) throw new GraphError(551, { subcode: 1545041, product: 'messenger' })
  const message = given.message as PageMessage
  const mediaId = await attachmentFile(core, page, message.attachment, request.files)
  const entry = entryOf(core, given, message, mediaId)
  core.threads.register(thread, entry)
  thread.typingUntil = undefined
  planPageDelivery(core, { page, person, thread, entry, appId: app.id })
  return { recipient_id: given.recipient.id, message_id: entry.id }
}

function checkOneThing({ message, sender_action }: SendRequest): void {
  if ((message === undefined) !== (sender_action === undefined)) return
  throw new GraphError(100, {
    product: 'messenger',
    details: 'Either message or sender_action must be there.',
  })
}

function recipientOf(core: Core, page: Page, psid: string): Person {
  const person = core.identities.byPsid(page.id, psid)
  if (person) return person
  throw new GraphError(100, {
    subcode: 2018001,
    message: 'No matching user found',
    product: 'messenger',
  })
}

function act(core: Core, thread: Thread, { sender_action, recipient }: SendRequest): object {
  if (sender_action === 'typing_on') thread.typingUntil = core.time.now() + TYPING
  if (sender_action === 'typing_off') thread.typingUntil = undefined
  if (sender_action === 'mark_seen') {
    for (const entry of thread.entries) if (entry.from === 'person') entry.progress = 'read'
  }
  core.changed()
  return { recipient_id: recipient.id }
}

/** The page's one reaction to a message of this thread; as a message, only while the person may be answered. */
function react(
  core: Core,
  thread: Thread,
  { sender_action, payload, recipient }: SendRequest,
): object {
  if (!isWindowOpen(thread, core.time.now())) {
    throw new GraphError(10, { subcode: 2018278, product: 'messenger' })
  }
  const wanted = sender_action === 'react'
  const known = core.threads.find(payload?.message_id ?? '')
  const told =
    REACTING.includes(sender_action ?? '') && wanted === (payload?.reaction !== undefined)
  if (!told || known?.thread !== thread) {
    throw new GraphError(100, {
      product: 'messenger',
      details: 'payload must name a message of this thread and, to react, an emoji.',
    })
  }
  const { reactions } = known.entry
  if (payload?.reaction) reactions.business = payload.reaction
  else delete reactions.business
  core.changed()
  return { recipient_id: recipient.id }
}

function entryOf(
  core: Core,
  { reply_to }: SendRequest,
  message: PageMessage,
  mediaId: string | undefined,
): Entry {
  return newEntry({
    id: core.ids.mid(),
    from: 'business',
    at: core.time.now(),
    type: message.attachment?.type ?? 'text',
    content: message,
    quotes: reply_to?.mid,
    callbackData: message.metadata,
    mediaId,
  })
}
