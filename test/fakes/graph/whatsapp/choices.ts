import type { Core } from '../core.ts'
import type { Entry } from '../world/threads.ts'
import type { ContentOf } from './message-shapes.ts'

/** The message that a tap sends. */
export interface Choice {
  type: 'interactive' | 'button'
  content: object
  quotes: string
}

/** The answer to tapping `title` in a message with buttons or a list, or in a template. */
export function choose(core: Core, messageId: string, title: string): Choice {
  const entry = core.threads.find(messageId)?.entry
  const found = entry && (fromTemplate(entry, title) ?? fromInteractive(entry, title))
  if (!found) throw new Error(`There is no "${title}" to tap in the message ${messageId}.`)
  return { ...found, quotes: messageId }
}

type Answer = Omit<Choice, 'quotes'>

function fromTemplate({ rendered }: Entry, title: string): Answer | undefined {
  const button = rendered?.buttons.find((it) => it.title === title && it.payload !== undefined)
  return button && { type: 'button', content: { payload: button.payload, text: title } }
}

function fromInteractive({ type, content }: Entry, title: string): Answer | undefined {
  if (type !== 'interactive') return undefined
  const interactive = content as ContentOf<'interactive'>
  if (interactive.type === 'button') {
    const button = interactive.action.buttons.find(({ reply }) => reply.title === title)
    return button && answer('button_reply', button.reply)
  }
  if (interactive.type !== 'list') return undefined
  const rows = interactive.action.sections.flatMap((section) => section.rows)
  const row = rows.find((it) => it.title === title)
  return row && answer('list_reply', row)
}

function answer(type: 'button_reply' | 'list_reply', reply: object): Answer {
  return { type: 'interactive', content: { type, [type]: reply } }
}
