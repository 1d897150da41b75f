import type { Message } from '@loods/protocol'

/**
 * What a message says beside its detail. Its text also says in words what the detail shows, for
 * whatever shows no details: a search, a mail, a phone.
 */
export function ownWords({ text, detail }: Pick<Message, 'text' | 'detail'>): string {
  switch (detail?.kind) {
    case 'location':
    case 'people':
    case 'unsupported':
      return ''
    case 'choice':
      return detail.fields || detail.title === text ? '' : text
    case 'order': {
      const lines = detail.items.map(({ id, quantity }) => `${quantity} × ${id}`).join('\n')
      return text.endsWith(lines) ? text.slice(0, -lines.length).trim() : text
    }
    default:
      return text
  }
}
