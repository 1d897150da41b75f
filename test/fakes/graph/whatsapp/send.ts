import type { Core } from '../core.ts'
import { GraphError } from '../errors.ts'
import { parseRequest } from '../http/issues.ts'
import { strangerWith } from '../world/people.ts'
import { type Entry, newEntry, type Thread } from '../world/threads.ts'
import { isWindowOpen } from '../world/window.ts'
import { held, type PhoneNumber } from '../world/world.ts'
import { carriesMedia, whyMediaFails } from './attached-media.ts'
import { planDelivery, planFailure } from './deliver.ts'
import { type Common, isOutgoingType, type OutgoingType, requestOf } from './message-shapes.ts'
import { crossToNumber } from './number-to-number.ts'
import { checkReaction, placeReaction } from './reactions.ts'
import { type Recipient, recipientOf } from './recipients.ts'
import { emitStatus, type Failure } from './statuses.ts'
import { type CheckedTemplate, checkTemplate } from './template-messages.ts'

interface Outgoing {
  number: PhoneNumber
  common: Common
  type: OutgoingType
  content: unknown
  recipient: Recipient
  template: CheckedTemplate | undefined
}

/**
 * POST /{phone number}/messages with a message: checks it in Meta's order, answers 200 and sends it on
 * its way. Resolves with the answer's body.
 */
export async function sendMessage(core: Core, number: PhoneNumber, body: unknown): Promise<object> {
  checkStanding(core, number)
  const outgoing = read(core, number, body)
  takeRates(core, outgoing)
  const entry = entryOf(core, outgoing)
  const { person, number: other } = outgoing.recipient
  if (other) crossToNumber(core, number, other, entry)
  else if (person) await accept(core, outgoing, entry, core.threads.of(number.id, person.id))
  else acceptForNobody(core, outgoing, entry)
  core.changed()
  return answerOf(outgoing, entry)
}

/** 131031 for a locked account, 133010 for a number without its PIN. */
export function checkStanding(core: Core, number: PhoneNumber): void {
  const { standing } = held(core.world.wabas, number.wabaId)
  if (standing === 'restricted') throw new GraphError(131031)
  if (number.pin === undefined) throw new GraphError(133010)
}

function read(core: Core, number: PhoneNumber, body: unknown): Outgoing {
  const { type = 'text' } = body as { type?: unknown }
  if (typeof type !== 'string' || !isOutgoingType(type)) {
    throw new GraphError(131051, { details: `Message type ${String(type)} is not supported.` })
  }
  const parsed = parseRequest(requestOf(type), body) as Common & Record<string, unknown>
  const recipient = recipientOf(core, number, parsed)
  const content = parsed[type]
  if (type === 'reaction' && parsed.context) {
    throw new GraphError(131009, { details: 'A reaction cannot be a contextual reply.' })
  }
  const template = type === 'template' ? checkTemplate(core, number, recipient, content) : undefined
  return { number, common: parsed, type, content, recipient, template }
}

function takeRates(core: Core, { number, recipient }: Outgoing): void {
  if (!core.rates.throughput(number.id).take()) {
    throw new GraphError(130429, { details: 'Cloud API message throughput has been reached.' })
  }
  const who = recipient.person?.id ?? recipient.input
  if (!core.rates.pair(`${number.id} ${who}`).take()) {
    throw new GraphError(131056, {
      details: 'Too many messages to this recipient from this number in a short time.',
    })
  }
}

function entryOf(core: Core, { type, content, common, template }: Outgoing): Entry {
  return newEntry({
    id: core.ids.wamid(),
    from: 'business',
    at: core.time.now(),
    type,
    content,
    // A template shows no quote.
    quotes: type === 'template' ? undefined : common.context?.message_id,
    callbackData: common.biz_opaque_callback_data,
    rendered: template?.rendered,
  })
}

async function accept(core: Core, outgoing: Outgoing, entry: Entry, thread: Thread): Promise<void> {
  const failure = whyFails(core, outgoing, thread)
  if (failure && isRefusedAtOnce(core, failure)) throw new GraphError(failure.code, failure)
  core.threads.register(thread, entry)
  thread.typingUntil = undefined
  if (outgoing.common.to !== undefined) thread.phoneMetAt = core.time.now()
  if (failure) return planFailure(core, entry, failure)
  if (outgoing.type === 'reaction') placeReaction(core, entry)
  if (!carriesMedia(entry)) return await begin(core, thread, entry)
  // Meta looks at files after it has answered.
  core.time.after(0, async () => {
    const unsendable = await whyMediaFails(core, outgoing.number, entry)
    if (unsendable) planFailure(core, entry, unsendable)
    else await begin(core, thread, entry)
  })
}

/** The status "sent" may overtake the answer to the request that sent the message. */
async function begin(core: Core, thread: Thread, entry: Entry): Promise<void> {
  const { beforeResponse } = core.faults.plan.statuses
  const early = core.faults.chance(beforeResponse)
  if (early) await emitStatus(core, entry, 'sent')
  planDelivery(core, thread, entry, early ? 'sent' : 'nothing')
}

function whyFails(core: Core, outgoing: Outgoing, thread: Thread): Failure | undefined {
  const { person } = outgoing.recipient
  if (!person?.onWhatsApp) return { code: 131026, details: 'Message undeliverable.' }
  if (outgoing.type === 'reaction') {
    const wrong = checkReaction(core, outgoing.content)
    if (wrong) return wrong
  }
  if (outgoing.template) return outgoing.template.failure
  if (isWindowOpen(thread, core.time.now())) return undefined
  return {
    code: 131047,
    details:
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  }
}

function isRefusedAtOnce({ faults }: Core, { code }: Failure): boolean {
  if (code === 131047) return faults.plan.outsideWindow === 'at once'
  return code === 131026 && faults.plan.undeliverable === 'at once'
}

/** Somebody the world does not know still has a thread, in which the failure is told. */
function acceptForNobody(core: Core, outgoing: Outgoing, entry: Entry): void {
  const failure = { code: 131026, details: 'Message undeliverable.' }
  if (isRefusedAtOnce(core, failure)) throw new GraphError(failure.code, failure)
  const stranger = strangerWith(core.world, outgoing.recipient)
  core.threads.register(core.threads.of(outgoing.number.id, stranger.id), entry)
  planFailure(core, entry, failure)
}

function answerOf({ recipient, template }: Outgoing, { id }: Entry): object {
  const { input, waId, bsuid } = recipient
  return {
    messaging_product: 'whatsapp',
    contacts: [{ input, ...(waId && { wa_id: waId }), ...(bsuid && { user_id: bsuid }) }],
    messages: [{ id, ...(template && { message_status: 'accepted' }) }],
  }
}
