import type { Template, TemplateDraft } from '@loods/protocol'

type DraftButton = NonNullable<TemplateDraft['buttons']>[number]

/** A button that is being written: a reply has no address. */
export interface FormButton {
  type: DraftButton['type']
  text: string
  url: string
}

/** What is written of a template, before it is one. */
export interface TemplateForm {
  title: string
  language: string
  category: TemplateDraft['category']
  header: string
  body: string
  footer: string
  buttons: FormButton[]
  /** By the name of the variable, as `variablesOf` tells it. */
  examples: Record<string, string>
}

export const EMPTY: TemplateForm = {
  title: '',
  language: 'nl',
  category: 'utility',
  header: '',
  body: '',
  footer: '',
  buttons: [],
  examples: {},
}

/** What the network takes of buttons. */
export const MAX_BUTTONS = 10
export const MAX_LINKS = 2

const VARIABLE = /\{\{\s*([\w.-]+)\s*\}\}/g
/** A header counts its blanks anew: the relay tells its first from the body's by this. */
const HEADER = 'header_'

/** The name a network wants, made of a title: Je bestelling is onderweg! → je_bestelling_is_onderweg. */
export function nameOf(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 100)
}

/** A blank as it is written, and under which name its example is kept. */
export interface Blank {
  shown: string
  key: string
}

/** Blanks of a body, or of a header, each once, in the order they stand in. */
export function blanksOf(text: string, header = false): Blank[] {
  const names = new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name))
  return [...names].map((shown) => ({ shown, key: keyOf(shown, header) }))
}

function keyOf(name: string, header: boolean): string {
  return header && /^\d+$/.test(name) ? `${HEADER}${name}` : name
}

/** The text with one more blank at its end. */
export function withBlank(text: string): string {
  const numbers = blanksOf(text)
    .map(({ shown }) => Number(shown))
    .filter(Number.isInteger)
  return `${text}${text === '' || text.endsWith(' ') ? '' : ' '}{{${Math.max(0, ...numbers) + 1}}}`
}

/** The text with its examples in it. */
export function filled(text: string, examples: Record<string, string>, header = false): string {
  return text.replaceAll(VARIABLE, (whole, name: string) => examples[keyOf(name, header)] || whole)
}

/** What the relay gets of a form. */
export function toDraft({
  title,
  language,
  category,
  examples,
  ...form
}: TemplateForm): TemplateDraft {
  const [header, footer] = [form.header.trim(), form.footer.trim()]
  const buttons = form.buttons.filter(({ text }) => text.trim() !== '').map(toButton)
  const blanks = [...blanksOf(header, true), ...blanksOf(form.body)]
  return {
    name: nameOf(title),
    language,
    category,
    body: form.body.trim(),
    examples: Object.fromEntries(blanks.map(({ key }) => [key, examples[key] ?? ''])),
    ...(header && { header }),
    ...(footer && { footer }),
    ...(buttons.length > 0 && { buttons }),
  }
}

function toButton({ type, text, url }: FormButton): DraftButton {
  return type === 'url' ? { type, text: text.trim(), url: url.trim() } : { type, text: text.trim() }
}

/** A template to be changed. */
export function toForm(template: Template): TemplateForm {
  const { name, language, category, header = '', body, footer = '', buttons, examples } = template
  return {
    title: name.replaceAll('_', ' '),
    language,
    category: category === 'marketing' ? 'marketing' : 'utility',
    header: header.replaceAll(`{{${HEADER}`, '{{'),
    body,
    footer,
    buttons: buttons.flatMap(({ type, text, url = '' }) =>
      type === 'quick_reply' || type === 'url' ? [{ type, text, url }] : [],
    ),
    examples,
  }
}

/** Whether the network lets it be changed, and we can write all of what it has. */
export function mayChange({ status, buttons, wordsOnly, category }: Template): boolean {
  const ours = buttons.every(({ type }) => type === 'quick_reply' || type === 'url')
  const open = status === 'approved' || status === 'rejected' || status === 'paused'
  return open && ours && wordsOnly && category !== 'authentication'
}
