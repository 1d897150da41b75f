import type { PageMessage } from '../messenger/send-shapes.ts'
import type { ContentOf } from '../whatsapp/message-shapes.ts'
import type { Entry } from '../world/threads.ts'
import type { ButtonView, MessageView } from './phone-view.ts'

interface Loose {
  body?: string
  text?: string
  caption?: string
  name?: string
  title?: string
  button_reply?: { title: string }
  list_reply?: { title: string }
}

/** The words of a message, whatever its type; empty where it has none. */
export function messageText(entry: Entry): string {
  if (entry.rendered) return entry.rendered.body
  if (entry.type === 'interactive' && entry.from === 'business') return interactive(entry).body.text
  if (entry.type === 'contacts') return contactNames(entry)
  const { body, text, caption, title, name, ...replies } = (entry.content ?? {}) as Loose
  const chosen = replies.button_reply?.title ?? replies.list_reply?.title
  return body ?? text ?? caption ?? chosen ?? title ?? name ?? ''
}

/** Header, footer and list of templates and interactive messages. */
export function richParts(entry: Entry): Pick<MessageView, 'header' | 'footer' | 'list'> {
  if (entry.rendered) {
    return { header: entry.rendered.header, footer: entry.rendered.footer, list: undefined }
  }
  if (entry.type !== 'interactive' || entry.from === 'person') {
    return { header: undefined, footer: undefined, list: undefined }
  }
  const content = interactive(entry)
  const header =
    'header' in content && content.header?.type === 'text' ? content.header.text : undefined
  return {
    header,
    footer: 'footer' in content ? content.footer?.text : undefined,
    list: content.type === 'list' ? listOf(content) : undefined,
  }
}

/** What can be tapped below a message: buttons, links, quick replies. */
export function quickButtons(entry: Entry): ButtonView[] {
  if (entry.from === 'person') return []
  if (entry.rendered) return entry.rendered.buttons.map(({ title, url }) => ({ title, url }))
  if (entry.type === 'interactive') return interactiveButtons(interactive(entry))
  const { quick_replies = [], attachment } = (entry.content ?? {}) as PageMessage
  const { buttons = [] } = (attachment?.payload ?? {}) as { buttons?: Partial<ButtonView>[] }
  return [...quick_replies, ...buttons].map((it) => ({
    title: it.title ?? '',
    url: 'url' in it ? it.url : undefined,
  }))
}

type Interactive = ContentOf<'interactive'>

function interactive({ content }: Entry): Interactive {
  return content as Interactive
}

function interactiveButtons(content: Interactive): ButtonView[] {
  if (content.type === 'button') {
    return content.action.buttons.map(({ reply }) => ({ title: reply.title, url: undefined }))
  }
  if (content.type !== 'cta_url') return []
  const { display_text, url } = content.action.parameters
  return [{ title: display_text, url }]
}

function listOf(content: Extract<Interactive, { type: 'list' }>): MessageView['list'] {
  const { button, sections } = content.action
  return {
    button,
    sections: sections.map(({ title, rows }) => ({
      title,
      rows: rows.map((row) => ({ title: row.title, description: row.description })),
    })),
  }
}

function contactNames({ content }: Entry): string {
  const contacts = content as { name: { formatted_name: string } }[]
  return contacts.map(({ name }) => name.formatted_name).join(', ')
}
