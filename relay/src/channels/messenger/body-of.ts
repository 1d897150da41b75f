import type { Outgoing, OutgoingFile } from '../adapter.ts'
import { midOf } from './mid.ts'
import { metadataOf } from './own-ref.ts'
import { MAX_LINK_TEXT, MAX_TEXT } from './parts.ts'

const MAX_FILE = 25 * 1024 * 1024
const MAX_REPLIES = 13
const MAX_TITLE = 20
const MAX_PAYLOAD = 1_000
const MAX_METADATA = 1_000

/** Why a part does not fit into what Messenger takes (contract 7); undefined where it does. */
export function whyTooMuch(message: Outgoing): string | undefined {
  const { ref, to, text = '', file, choices, link } = message
  if (metadataOf(ref).length > MAX_METADATA) return 'the ref is too long'
  if (to.id === undefined) return 'nobody to send it to'
  if (file) return text === '' ? undefined : 'a file takes no text'
  if (text === '') return 'no text'
  if (text.length > (link ? MAX_LINK_TEXT : MAX_TEXT)) return 'the text is too long'
  if (link && link.title.length > MAX_TITLE) return 'the title of the link is too long'
  return choices && whyChoices(choices)
}

function whyChoices(choices: NonNullable<Outgoing['choices']>): string | undefined {
  if (choices.length === 0 || choices.length > MAX_REPLIES) return 'too few or too many replies'
  const fits = choices.every(({ id, title }) => title !== '' && id.length <= MAX_PAYLOAD)
  return fits ? undefined : 'a title is empty or an id too long'
}

/** Whether a file is one that Messenger takes. */
export function isTooLarge({ bytes }: OutgoingFile): boolean {
  return bytes.length > MAX_FILE
}

/**
 * What goes with every message. The tag is for what a person wrote after the window alone: within it,
 * or on what a machine wrote, Meta takes it for misuse.
 */
export function envelope({ to, human, quote }: Outgoing): Record<string, unknown> {
  return {
    recipient: { id: to.id },
    ...(human
      ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }
      : { messaging_type: 'RESPONSE' }),
    ...(quote !== undefined && { reply_to: { mid: midOf(quote) } }),
  }
}

/** The message of a part, with what comes back in its echo. */
export function messageOf({ ref, text, file, choices, link }: Outgoing): Record<string, unknown> {
  const metadata = metadataOf(ref)
  if (file) return { attachment: { type: typeOf(file), payload: {} }, metadata }
  if (link) return { attachment: buttonOf(text ?? '', link), metadata }
  return { text, ...(choices && { quick_replies: choices.map(replyOf) }), metadata }
}

/** Text with one button that opens an address. */
function buttonOf(text: string, { title, url }: NonNullable<Outgoing['link']>): object {
  const buttons = [{ type: 'web_url', url, title }]
  return { type: 'template', payload: { template_type: 'button', text, buttons } }
}

function replyOf({ id, title }: { id: string; title: string }): object {
  return { content_type: 'text', title: shorten(title), payload: id }
}

function shorten(title: string): string {
  return title.length <= MAX_TITLE ? title : `${title.slice(0, MAX_TITLE - 1).trimEnd()}…`
}

/** What is none of the three is a file to Messenger, whatever we call it. */
function typeOf({ type }: OutgoingFile): 'image' | 'video' | 'audio' | 'file' {
  return (
    (['image', 'video', 'audio'] as const).find((kind) => type.startsWith(`${kind}/`)) ?? 'file'
  )
}

/** The request with a file in it, as a form. */
export function formOf(message: Outgoing & { file: OutgoingFile }): FormData {
  const form = new FormData()
  const fields = { ...envelope(message), message: messageOf(message) }
  for (const [name, value] of Object.entries(fields)) {
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  const { bytes, type, name } = message.file
  form.append('filedata', new Blob([new Uint8Array(bytes)], { type }), name)
  return form
}
