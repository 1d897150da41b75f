import type { Outgoing } from '../adapter.ts'
import { splitText } from '../graph/split-text.ts'

/** Characters (UTF-16 units) WhatsApp takes. */
export const MAX_TEXT = 4_096
export const MAX_CAPTION = 1_024
/** Text above buttons or a link; above a list there is as much room as in a text. */
export const MAX_BUTTON_TEXT = 1_024

/**
 * What a message leaves as: a caption that is too long or not possible becomes a text of its own, a
 * long text several; buttons stand under the last of them, and the first one quotes.
 */
export function partsOf(message: Outgoing): Outgoing[] {
  const { ref, to, text = '', file, quote, template, choices, listTitle, link, human } = message
  if (template) return [message]
  const common = { to, ...(human && { human }) }
  const ending = {
    ...(choices && { choices }),
    ...(listTitle && { listTitle }),
    ...(link && { link }),
  }
  const alone = file !== undefined && Object.keys(ending).length === 0 && fitsBeside(file, text)
  const bodies: Omit<Outgoing, 'ref' | 'to'>[] = [
    ...(file ? [{ file, ...(alone && text !== '' && { text }) }] : []),
    ...(alone ? [] : cut(text, ending).map((piece) => ({ text: piece }))),
  ]
  const last = bodies.length - 1
  return bodies.map((body, index) => ({
    ...common,
    ...body,
    ref: index === 0 ? ref : `${ref}.${index + 1}`,
    ...(index === 0 && quote !== undefined && { quote }),
    ...(index === last && ending),
  }))
}

function fitsBeside({ kind }: NonNullable<Outgoing['file']>, text: string): boolean {
  const silent = kind === 'audio' || kind === 'voice'
  return text === '' || (!silent && text.length <= MAX_CAPTION)
}

/** The piece that buttons stand under has less room. */
function cut(text: string, ending: Pick<Outgoing, 'choices' | 'listTitle' | 'link'>): string[] {
  const pieces = splitText(text, MAX_TEXT)
  const short = ending.link !== undefined || (ending.choices && ending.listTitle === undefined)
  const last = pieces.at(-1)
  if (!short || last === undefined || last.length <= MAX_BUTTON_TEXT) return pieces
  return [...pieces.slice(0, -1), ...splitText(last, MAX_BUTTON_TEXT)]
}
