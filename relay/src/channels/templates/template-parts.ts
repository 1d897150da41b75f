import type { Template, TemplateDraft, TemplateUse } from '@loods/protocol'
import { RelayError } from '../../errors.ts'
import type { OutgoingTemplate } from '../adapter.ts'
import { type Loose, record, records, text, texts } from '../graph/loose.ts'

/** What a template consists of, as it is read and filled in. */
export type TemplateParts = Pick<
  Template,
  'header' | 'body' | 'footer' | 'buttons' | 'variables' | 'examples' | 'wordsOnly'
>

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g
/** A header's numbered variable has the number of one in the body, and another meaning: here it has a name of its own. */
const HEADER = 'header_'

/** Reads the components of a template as the network holds them. */
export function readParts(components: unknown): TemplateParts {
  const all = records(components)
  const of = (type: string) => all.find((part) => text(part.type)?.toUpperCase() === type)
  const [title, words, foot] = [of('HEADER'), of('BODY'), of('FOOTER')]
  const header =
    title && text(title.text)?.replace(VARIABLE, (_, name) => `{{${headerName(name)}}}`)
  const body = text(words?.text) ?? ''
  const footer = text(foot?.text)
  const buttons = records(of('BUTTONS')?.buttons)
  return {
    ...(header !== undefined && { header }),
    body,
    ...(footer !== undefined && { footer }),
    buttons: buttons.map(toButton),
    variables: [...variablesOf(header ?? ''), ...variablesOf(body)],
    examples: {
      ...examplesOf(title, 'header_text', variablesOf(header ?? '')),
      ...examplesOf(words, 'body_text', variablesOf(body)),
    },
    wordsOnly: body !== '' && (!title || title.format === 'TEXT') && !buttons.some(wantsMore),
  }
}

/** What stands in a part for its variables, as it was given for the review: by name, else in their order. */
function examplesOf(
  part: Loose | undefined,
  field: 'header_text' | 'body_text',
  variables: string[],
): Record<string, string> {
  const given = record(part?.example)
  const byName = records(given[`${field}_named_params`]).map(({ param_name, example }) => [
    text(param_name),
    text(example),
  ])
  // A body's stand in a list of lists.
  const inOrder = [given[field]].flat(2).map((example, at) => [variables[at], text(example)])
  const told = [...byName, ...inOrder].filter((pair) => pair.every((it) => it !== undefined))
  return Object.fromEntries(told)
}

/** Names between double braces, in order of their first appearance. */
export function variablesOf(words: string): string[] {
  return [...new Set([...words.matchAll(VARIABLE)].map(([, name = '']) => name))]
}

/** What the person reads, and what the network is given for it. @throws RelayError empty where a value is missing */
export function fillIn(
  { name, language }: Pick<Template, 'name' | 'language'>,
  parts: TemplateParts,
  { values }: Pick<TemplateUse, 'values'>,
): { text: string; outgoing: OutgoingTemplate } {
  const value = (variable: string) => oneLine(values[variable], variable)
  const filled = (words: string) => words.replace(VARIABLE, (_, variable) => value(variable))
  const parameters = (words: string) =>
    variablesOf(words).map((variable) => ({ ...named(variable), text: value(variable) }))
  const { header = '', body, footer } = parts
  return {
    text: [header, body, footer]
      .filter(Boolean)
      .map((part) => filled(part as string))
      .join('\n'),
    outgoing: { name, language, header: parameters(header), body: parameters(body) },
  }
}

/** What creates a template at the network. @throws RelayError invalid */
export function toComponents({ header, body, footer, buttons, examples }: TemplateDraft): {
  named: boolean
  components: Loose[]
} {
  const own = header?.replaceAll(HEADER, '')
  const named = [...variablesOf(own ?? ''), ...variablesOf(body)].some(
    (name) => !/^\d+$/.test(name),
  )
  const example = (name: string) => oneLine(examples[name], name)
  if (!named) checkNumbers(variablesOf(body))
  const titles = variablesOf(own ?? '').map((name) => ({
    param_name: name,
    example: example(named ? name : headerName(name)),
  }))
  const words = variablesOf(body).map((name) => ({ param_name: name, example: example(name) }))
  return {
    named,
    components: [
      ...(own === undefined
        ? []
        : [{ type: 'HEADER', format: 'TEXT', text: own, ...headerExample(named, titles) }]),
      { type: 'BODY', text: body, ...bodyExample(named, words) },
      ...(footer === undefined ? [] : [{ type: 'FOOTER', text: footer }]),
      ...(buttons?.length ? [{ type: 'BUTTONS', buttons: toButtons(buttons) }] : []),
    ],
  }
}

interface Example {
  param_name: string
  example: string
}

function headerExample(named: boolean, examples: Example[]): Loose {
  if (examples.length === 0) return {}
  if (named) return { example: { header_text_named_params: examples } }
  return { example: { header_text: examples.map(({ example }) => example) } }
}

function bodyExample(named: boolean, examples: Example[]): Loose {
  if (examples.length === 0) return {}
  if (named) return { example: { body_text_named_params: examples } }
  return { example: { body_text: [examples.map(({ example }) => example)] } }
}

/** Replies stand together, and links behind them: the network refuses them mixed. */
function toButtons(buttons: NonNullable<TemplateDraft['buttons']>): Loose[] {
  return buttons
    .toSorted((a, b) => Number(a.type === 'url') - Number(b.type === 'url'))
    .map((button) =>
      button.type === 'url'
        ? { type: 'URL', text: button.text, url: button.url }
        : { type: 'QUICK_REPLY', text: button.text },
    )
}

function headerName(name: string): string {
  return /^\d+$/.test(name) ? `${HEADER}${name}` : name
}

function named(variable: string): { name?: string } {
  return /^(header_)?\d+$/.test(variable) ? {} : { name: variable }
}

/** The network takes no line breaks and no long gaps in what is filled in. */
function oneLine(value: string | undefined, variable: string): string {
  const line = value?.replace(/\s+/g, ' ').trim()
  if (line) return line
  throw new RelayError('empty', 'Something of this template is not filled in. Fill it in first.', {
    field: variable,
  })
}

function checkNumbers(variables: string[]): void {
  if (variables.every((name) => Number(name) <= variables.length && name !== '0')) return
  throw new RelayError(
    'invalid',
    'Numbered variables count from {{1}} without leaving one out. Number them again.',
    { field: 'body' },
  )
}

const BUTTONS: Record<string, Template['buttons'][0]['type']> = {
  QUICK_REPLY: 'quick_reply',
  URL: 'url',
  PHONE_NUMBER: 'phone_number',
}

function toButton(button: Loose): Template['buttons'][0] {
  const url = text(button.url)
  return {
    type: BUTTONS[text(button.type) ?? ''] ?? 'other',
    text: text(button.text) ?? '',
    ...(url !== undefined && { url }),
  }
}

/** Buttons that are another for each person. */
function wantsMore(button: Loose): boolean {
  const type = text(button.type)
  if (type === 'URL') return variablesOf(text(button.url) ?? '').length > 0
  return !['QUICK_REPLY', 'PHONE_NUMBER', 'REQUEST_CONTACT_INFO'].includes(type ?? '')
}

/** Titles of the buttons under a template, for the thread. */
export function buttonTitles({ buttons }: TemplateParts): string[] {
  return texts(buttons, 'text')
}
