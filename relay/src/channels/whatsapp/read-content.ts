import type { ChannelCard } from '@loods/protocol'
import { parseExactJson } from '../../egress/exact-json.ts'
import {
  amount,
  compact,
  idText,
  type Loose,
  record,
  records,
  text,
  texts,
} from '../graph/loose.ts'
import type { Content, MediaRef } from '../update.ts'

/** What a message says, and the id of a button of ours if it is one pressed. */
export interface Said extends Content {
  pressed?: string
}

type Reader = (content: Loose, message: Loose) => Said | undefined

/** A reader for each type that says something; undefined from one means that it says nothing after all. */
const READERS: Record<string, Reader> = {
  text: ({ body }) => words(text(body)),
  image: media('image'),
  video: media('video'),
  document: media('document'),
  audio: (content, message) => media(content.voice === true ? 'voice' : 'audio')(content, message),
  voice: media('voice'),
  sticker: media('sticker'),
  location,
  contacts: (_, message) => people(records(message.contacts)),
  interactive,
  button: ({ text: title, payload }) => choice(text(title) ?? text(payload), payload),
  order,
}

/**
 * Reads what a message says; total: what is unknown or broken has a detail that tells so. A referral
 * and an enquiry go with the words they came with.
 */
export function readContent(message: Loose): Said {
  const type = text(message.type) ?? 'unknown'
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined
  const said = reader?.(record(message[type]), message) ?? unsupported(type, message)
  const beside = said.detail ?? referral(record(message.referral)) ?? enquiry(message)
  return beside ? { ...said, detail: beside } : said
}

function words(said: string | undefined): Said | undefined {
  return said === undefined ? undefined : { text: said }
}

function media(kind: MediaRef['kind']): Reader {
  return (content, message) => {
    const fault = whyFaulty(message)
    const id = idText(content.id)
    const [url, caption] = [text(content.url), text(content.caption)]
    const ref = compact({
      id,
      url,
      mimeType: text(content.mime_type),
      sha256: text(content.sha256),
      fileName: text(content.filename),
      error: fault ?? (id === undefined && url === undefined ? 'no id and no address' : undefined),
    })
    return { media: { kind, ...ref }, ...(caption && { text: caption }) }
  }
}

/** Any type may carry errors: of media, that it cannot be fetched. */
function whyFaulty(message: Loose): string | undefined {
  const [error] = records(message.errors)
  if (!error) return undefined
  const details = text(record(error.error_data).details)
  return details ?? text(error.title) ?? text(error.message) ?? idText(error.code) ?? 'unknown'
}

function location(content: Loose): Said | undefined {
  const [latitude, longitude] = [amount(content.latitude), amount(content.longitude)]
  const [name, address] = [text(content.name), text(content.address)]
  const lines = [name, address].filter((line) => line !== undefined)
  if (latitude === undefined || longitude === undefined) return words(lines.join('\n') || undefined)
  return {
    text: lines.join('\n') || `${latitude}, ${longitude}`,
    detail: { kind: 'location', latitude, longitude, ...compact({ name, address }) },
  }
}

function people(contacts: Loose[]): Said | undefined {
  const known = contacts.map(onePerson)
  if (known.length === 0) return undefined
  return {
    text: known
      .map(({ name, phones }) => name || phones[0] || '')
      .join('\n')
      .trim(),
    detail: { kind: 'people', people: known },
  }
}

type People = Extract<ChannelCard, { kind: 'people' }>['people'][number]

function onePerson(contact: Loose): People {
  const { formatted_name, first_name, last_name } = record(contact.name)
  const organisation = text(record(contact.org).company)
  const parts = texts([first_name, last_name]).join(' ')
  return {
    name: text(formatted_name) ?? parts,
    ...(organisation !== undefined && { organisation }),
    phones: records(contact.phones).flatMap(({ phone, wa_id }) => text(phone) ?? text(wa_id) ?? []),
    emails: texts(contact.emails, 'email'),
    urls: texts(contact.urls, 'url'),
    addresses: records(contact.addresses).map(oneAddress).filter(Boolean),
  }
}

function oneAddress({ street, zip, city, state, country }: Loose): string {
  return texts([street, texts([zip, city]).join(' '), state, country]).join(', ')
}

function interactive(content: Loose): Said | undefined {
  const kind = text(content.type) ?? ''
  const reply = record(content[kind])
  if (kind === 'nfm_reply') return form(reply)
  if (kind !== 'button_reply' && kind !== 'list_reply') return undefined
  return choice(text(reply.title) ?? text(reply.id), reply.id, text(reply.description))
}

function choice(title: string | undefined, id: unknown, description?: string): Said | undefined {
  if (title === undefined) return undefined
  const pressed = idText(id)
  return {
    text: title,
    detail: { kind: 'choice', title, ...(description !== undefined && { description }) },
    ...(pressed !== undefined && { pressed }),
  }
}

/**
 * A form that was filled in. What it says comes as JSON in a text, which may be broken; its body is
 * "Sent", whatever was filled in, and stands for what cannot be read.
 */
function form({ name, body, response_json }: Loose): Said {
  const title = text(body) ?? text(name) ?? ''
  const fields = fieldsOf(response_json)
  const said = Object.values(fields).join('\n').trim()
  return { text: said || title, detail: { kind: 'choice', title, fields } }
}

function fieldsOf(json: unknown): Record<string, string> {
  const entries = Object.entries(record(parseOrNothing(json))).flatMap(([key, value]) => {
    const [label, said] = [text(key), text(typeof value === 'string' ? value : toJson(value))]
    return label && said && label !== 'flow_token' ? [[label, said]] : []
  })
  return Object.fromEntries(entries) as Record<string, string>
}

function parseOrNothing(json: unknown): unknown {
  try {
    return typeof json === 'string' ? parseExactJson(json) : json
  } catch {
    return undefined
  }
}

function toJson(value: unknown): string | undefined {
  try {
    return value === null ? undefined : JSON.stringify(value)
  } catch {
    // Nested deeper than the stack.
    return undefined
  }
}

function order(content: Loose): Said | undefined {
  const items = records(content.product_items).flatMap((item) => {
    const id = idText(item.product_retailer_id)
    const [price, currency] = [amount(item.item_price), text(item.currency)]
    return id ? [{ id, quantity: amount(item.quantity) ?? 1, ...compact({ price, currency }) }] : []
  })
  const said = text(content.text)
  if (items.length === 0) return words(said)
  const lines = items.map(({ id, quantity }) => `${quantity} × ${id}`)
  return { text: texts([said, ...lines]).join('\n'), detail: { kind: 'order', items } }
}

function unsupported(type: string, message: Loose): Said {
  const inner = text(record(message.unsupported).type) ?? text(record(message.interactive).type)
  const what = inner ?? (type === 'unsupported' ? undefined : type)
  return {
    detail: { kind: 'unsupported', ...(what && what !== 'unknown' && { what }) },
  }
}

function referral(from: Loose): ChannelCard | undefined {
  const known = compact({
    title: text(from.headline),
    text: text(from.body),
    url: text(from.source_url),
    source: text(from.source_type),
  })
  return Object.keys(known).length > 0 ? { kind: 'referral', ...known } : undefined
}

function enquiry(message: Loose): ChannelCard | undefined {
  const productId = idText(record(record(message.context).referred_product).product_retailer_id)
  return productId === undefined ? undefined : { kind: 'enquiry', productId }
}
