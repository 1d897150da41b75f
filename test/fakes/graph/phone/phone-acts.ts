import * as v from 'valibot'
import type { Graph } from '../create-graph.ts'
import type { Page, Person, PhoneNumber } from '../world/world.ts'

const id = v.string()
const quotes = v.optional(v.string())

/** What can be done on a phone, as the page says it. */
export const phoneAct = v.variant('do', [
  v.strictObject({ do: v.literal('text'), text: v.pipe(v.string(), v.minLength(1)), quotes }),
  v.strictObject({
    do: v.literal('file'),
    /** Base64. */
    data: v.string(),
    mime: v.string(),
    name: v.string(),
    kind: v.picklist(['image', 'audio']),
    quotes,
  }),
  v.strictObject({ do: v.literal('react'), message: id, emoji: v.string() }),
  v.strictObject({ do: v.literal('choose'), message: id, title: v.string() }),
  v.strictObject({ do: v.literal('revoke'), message: id }),
  v.strictObject({ do: v.literal('play'), message: id }),
  v.strictObject({ do: v.literal('open') }),
  v.strictObject({ do: v.literal('close') }),
  v.strictObject({ do: v.literal('block'), on: v.boolean() }),
  v.strictObject({ do: v.literal('follow'), ref: v.string() }),
])

export type PhoneAct = v.InferOutput<typeof phoneAct>

/** Does on the person's phone what the page says, in the chat with a number or a page. */
export async function actOnPhone(
  graph: Graph,
  person: Person,
  accountId: string,
  act: PhoneAct,
): Promise<void> {
  const { numbers, pages } = graph.world
  const number = numbers.get(accountId)
  const page = pages.get(accountId)
  if (number) await inWhatsApp(graph, person, number, act)
  else if (page) await inMessenger(graph, person, page, act)
  else throw new Error(`There is no chat with ${accountId}.`)
  graph.changed()
}

async function inWhatsApp(
  graph: Graph,
  person: Person,
  number: PhoneNumber,
  act: PhoneAct,
): Promise<unknown> {
  const chat = graph.chat(person, number)
  const beside = 'quotes' in act && act.quotes !== undefined ? { quotes: act.quotes } : {}
  if (act.do === 'text') return await chat.text(act.text, beside)
  if (act.do === 'file') return await chat[act.kind](fileOf(act), beside)
  if (act.do === 'react') return await chat.react(act.message, act.emoji)
  if (act.do === 'choose') return await chat.choose(act.message, act.title)
  if (act.do === 'revoke') return await chat.revoke(act.message)
  if (act.do === 'play') return await chat.play(act.message)
  if (act.do === 'open') return await chat.open()
  if (act.do === 'close') return chat.close()
  if (act.do === 'block') return act.on ? chat.block() : await chat.unblock()
}

async function inMessenger(
  graph: Graph,
  person: Person,
  page: Page,
  act: PhoneAct,
): Promise<unknown> {
  const chat = graph.pageChat(person, page)
  const beside = 'quotes' in act && act.quotes !== undefined ? { quotes: act.quotes } : {}
  if (act.do === 'text') return await chat.text(act.text, beside)
  if (act.do === 'file') return await chat.attachment(act.kind, fileOf(act))
  if (act.do === 'react') return await chat.react(act.message, act.emoji)
  if (act.do === 'choose') return await chat.choose(act.message, act.title)
  if (act.do === 'revoke') return await chat.unsend(act.message)
  if (act.do === 'follow') return await chat.openLink(act.ref)
  if (act.do === 'open') return await chat.open()
  if (act.do === 'close') return chat.close()
  if (act.do === 'block') return act.on ? chat.block() : chat.unblock()
}

function fileOf({ data, mime, name }: Extract<PhoneAct, { do: 'file' }>) {
  return { bytes: new Uint8Array(Buffer.from(data, 'base64')), mime, filename: name }
}
