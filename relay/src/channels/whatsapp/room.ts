import type { Outgoing } from '../adapter.ts'
import { MAX_BUTTON_TEXT, MAX_CAPTION, MAX_TEXT } from './parts.ts'

const MAX_REF = 512
const BUTTON = { many: 3, title: 20, id: 256 }
const ROW = { many: 10, title: 24, id: 200, description: 72 }
const TITLE = 20
const MAX_PARAMETER = 1_024

/** Why a part does not fit into what WhatsApp takes (contract 2); undefined where it does. */
export function whyTooMuch(message: Outgoing): string | undefined {
  const { ref, to, text = '', file, template, choices, listTitle, link } = message
  if (ref.length > MAX_REF) return 'the ref is too long'
  if (to.phone === undefined && to.id === undefined) return 'nobody to send it to'
  if (template) return whyTemplate(template)
  if (file) return text.length > MAX_CAPTION ? 'the caption is too long' : undefined
  if (text === '') return 'no text'
  if (text.length > roomFor(message)) return 'the text is too long'
  if (choices && listTitle !== undefined) return whyList(choices, listTitle)
  if (choices) return whyButtons(choices)
  return link && link.title.length > TITLE ? 'the title of the link is too long' : undefined
}

function roomFor({ choices, listTitle, link }: Outgoing): number {
  const short = link !== undefined || (choices !== undefined && listTitle === undefined)
  return short ? MAX_BUTTON_TEXT : MAX_TEXT
}

type Choices = NonNullable<Outgoing['choices']>

function whyButtons(choices: Choices): string | undefined {
  if (choices.length > BUTTON.many) return 'too many buttons'
  return whyTitles(choices, BUTTON)
}

function whyList(choices: Choices, listTitle: string): string | undefined {
  if (choices.length > ROW.many) return 'too many rows'
  if (listTitle.length > TITLE) return 'the title of the list is too long'
  const wordy = choices.some(({ description = '' }) => description.length > ROW.description)
  return wordy ? 'the description of a row is too long' : whyTitles(choices, ROW)
}

function whyTitles(choices: Choices, most: { title: number; id: number }): string | undefined {
  const fits = choices.every(({ id, title }) => {
    return title !== '' && title.length <= most.title && id !== '' && id.length <= most.id
  })
  if (choices.length === 0 || !fits) return 'a title or id is empty or too long'
  const [ids, titles] = [choices.map(({ id }) => id), choices.map(({ title }) => title)]
  const same = new Set(ids).size < ids.length || new Set(titles).size < titles.length
  return same ? 'two titles or ids are the same' : undefined
}

/** Meta refuses line breaks, tabs and long gaps in what a template is filled in with. */
const GAP = /[\n\t]| {5}/

function whyTemplate({ header, body }: NonNullable<Outgoing['template']>): string | undefined {
  const odd = [...header, ...body].some(
    ({ text }) => text === '' || text.length > MAX_PARAMETER || GAP.test(text),
  )
  return odd ? 'a variable is empty, too long, or has line breaks in it' : undefined
}
