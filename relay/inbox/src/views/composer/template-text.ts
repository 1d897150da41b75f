import type { Template } from '@loods/protocol'

/** A piece of a template: words as they stand, or a variable with what it says so far. */
export type Piece = { text: string } | { name: string; value: string }

const VARIABLE = /\{\{\s*([\w.-]+)\s*\}\}/g

/** Takes a text with variables in double braces apart. */
export function piecesOf(text: string, values: Record<string, string>): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { 0: whole, 1: name = '', index } of text.matchAll(VARIABLE)) {
    if (index > at) pieces.push({ text: text.slice(at, index) })
    pieces.push({ name, value: values[name] ?? '' })
    at = index + whole.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}

/** The text as it is read; what is not filled in keeps its braces. */
export function fill(text: string, values: Record<string, string>): string {
  return piecesOf(text, values)
    .map((piece) => ('text' in piece ? piece.text : piece.value || `{{${piece.name}}}`))
    .join('')
}

/** Everything of a template that is read, as one text. */
export function textOf(template: Template, values: Record<string, string>): string {
  const { header, body } = template
  const above = header === undefined ? '' : `${fill(header, headerValues(values))}\n`
  return above + fill(body, values)
}

/** A header counts its variables by itself: the first is `header_1`. */
const OF_HEADER = 'header_'

/** Values by the names they have within a header. */
export function headerValues(values: Record<string, string>): Record<string, string> {
  const own = Object.entries(values).filter(([name]) => name.startsWith(OF_HEADER))
  return {
    ...values,
    ...Object.fromEntries(own.map(([name, value]) => [name.slice(OF_HEADER.length), value])),
  }
}

/** The number of a variable that is the header's. */
export function numberInHeader(name: string): string | undefined {
  return name.startsWith(OF_HEADER) ? name.slice(OF_HEADER.length) : undefined
}

const GREETING = /(^|\s)(hallo|hoi|hai|hey|hi|hello|dag|beste|dear)[\s,]*$/i
const NAME = /naam|name/i

/** What a template's variables are likely to say: a name where somebody is greeted. */
export function suggestedValues(
  { header = '', body, variables }: Template,
  person: string | undefined,
): Record<string, string> {
  const first = person?.trim().split(/\s+/)[0]
  if (!first) return {}
  const greeted = variables.filter((name) => {
    const number = numberInHeader(name)
    return NAME.test(name) || (number ? isGreeted(header, number) : isGreeted(body, name))
  })
  return Object.fromEntries(greeted.map((name) => [name, first]))
}

function isGreeted(text: string, name: string): boolean {
  const before = [...text.matchAll(VARIABLE)].find(({ 1: variable }) => variable === name)
  return before !== undefined && GREETING.test(text.slice(0, before.index))
}

/** Templates that can be sent from here and hold every word that is searched for. */
export function matching(templates: Template[], query: string): Template[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  return templates.filter((each) => {
    const text = `${each.name.replaceAll('_', ' ')} ${each.name} ${each.body}`.toLowerCase()
    return each.usable && each.status === 'approved' && wanted.every((word) => text.includes(word))
  })
}

/** Each name once, in the language that fits best; its other languages are chosen later. */
export function byName(templates: Template[], language: string | undefined): Template[] {
  const groups = Map.groupBy(templates, ({ name }) => name)
  return [...groups.values()].map(
    (all) => all.find((each) => sameLanguage(each, language)) ?? (all[0] as Template),
  )
}

function sameLanguage(template: Template, language: string | undefined): boolean {
  return template.language.slice(0, 2) === language?.slice(0, 2).toLowerCase()
}
