import type { Outgoing } from '../adapter.ts'
import type { Person } from '../update.ts'
import type { FittedFile } from './fit-file.ts'

/** Who it goes to: a phone where one is known, else their user id (contract: `to` wins). */
export function addressOf({ phone, id }: Person): { to: string } | { recipient: string } {
  return phone !== undefined ? { to: `+${phone}` } : { recipient: id ?? '' }
}

/** What every message has. @param ref comes back in its statuses */
export function envelope(to: Person, ref: string): Record<string, unknown> {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...addressOf(to),
    biz_opaque_callback_data: ref,
  }
}

/** The type of a message without a file, and what stands under it. */
export function contentOf(message: Outgoing): [type: string, content: Record<string, unknown>] {
  const { text = '', template, choices, listTitle, link } = message
  if (template) return ['template', templateOf(template)]
  if (choices && listTitle !== undefined) return ['interactive', listOf(text, listTitle, choices)]
  if (choices) return ['interactive', buttonsOf(text, choices)]
  if (link) return ['interactive', linkOf(text, link)]
  return ['text', { body: text, preview_url: /https?:\/\//.test(text) }]
}

/** What stands under the type of a file's message: only documents have a name, sound has no caption. */
export function fileOf(
  { kind, name, voice }: FittedFile,
  id: string,
  caption: string | undefined,
): Record<string, unknown> {
  if (kind === 'audio') return { id, ...(voice && { voice }) }
  return { id, ...(caption && { caption }), ...(kind === 'document' && { filename: name }) }
}

function templateOf(template: NonNullable<Outgoing['template']>): Record<string, unknown> {
  const { name, language, header, body, buttons = [] } = template
  const filled = (type: string, values: typeof body) =>
    values.length === 0 ? [] : [{ type, parameters: values.map(parameter) }]
  return {
    name,
    language: { code: language },
    components: [
      ...filled('header', header),
      ...filled('body', body),
      ...buttons.map(({ index, payload }) => ({
        type: 'button',
        sub_type: 'quick_reply',
        index: String(index),
        parameters: [{ type: 'payload', payload }],
      })),
    ],
  }
}

function parameter({
  name,
  text,
}: {
  name?: string | undefined
  text: string
}): Record<string, unknown> {
  return { type: 'text', text, ...(name !== undefined && { parameter_name: name }) }
}

type Choices = NonNullable<Outgoing['choices']>

function buttonsOf(text: string, choices: Choices): Record<string, unknown> {
  const buttons = choices.map(({ id, title }) => ({ type: 'reply', reply: { id, title } }))
  return { type: 'button', body: { text }, action: { buttons } }
}

function listOf(text: string, button: string, choices: Choices): Record<string, unknown> {
  const rows = choices.map(({ id, title, description }) => ({
    id,
    title,
    ...(description && { description }),
  }))
  return { type: 'list', body: { text }, action: { button, sections: [{ rows }] } }
}

function linkOf(
  text: string,
  { title, url }: NonNullable<Outgoing['link']>,
): Record<string, unknown> {
  const parameters = { display_text: title, url }
  return { type: 'cta_url', body: { text }, action: { name: 'cta_url', parameters } }
}
