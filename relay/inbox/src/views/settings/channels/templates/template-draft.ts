import type { Template, TemplateDraft } from '@loods/protocol'

/** What is written of a template, before it is one. */
export interface TemplateForm {
  title: string
  language: string
  category: TemplateDraft['category']
  body: string
  footer: string
  buttons: string[]
  /** By the name of the variable. */
  examples: Record<string, string>
}

export const EMPTY: TemplateForm = {
  title: '',
  language: 'nl',
  category: 'utility',
  body: '',
  footer: '',
  buttons: ['', '', ''],
  examples: {},
}

const VARIABLE = /\{\{\s*([\w.-]+)\s*\}\}/g

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

/** Variables of a text, each once, in the order they stand in. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name))]
}

/** The text with one more blank at its end. */
export function withBlank(text: string): string {
  const numbers = variablesOf(text).map(Number).filter(Number.isInteger)
  return `${text}${text === '' || text.endsWith(' ') ? '' : ' '}{{${Math.max(0, ...numbers) + 1}}}`
}

/** The text with its examples in it. */
export function filled(text: string, examples: Record<string, string>): string {
  return text.replaceAll(VARIABLE, (whole, name: string) => examples[name] || whole)
}

/** What the relay gets of a form. */
export function toDraft({ title, language, ...form }: TemplateForm): TemplateDraft {
  const footer = form.footer.trim()
  const buttons = form.buttons.map((button) => button.trim()).filter(Boolean)
  const examples = variablesOf(form.body).map((name) => [name, form.examples[name] ?? ''])
  return {
    name: nameOf(title),
    language,
    category: form.category,
    body: form.body.trim(),
    examples: Object.fromEntries(examples),
    ...(footer && { footer }),
    ...(buttons.length > 0 && { buttons }),
  }
}

/** A template to be changed; its examples are asked for anew. */
export function toForm({
  name,
  language,
  category,
  body,
  footer,
  buttons,
}: Template): TemplateForm {
  const replies = buttons.filter(({ type }) => type === 'quick_reply').map(({ text }) => text)
  return {
    title: name.replaceAll('_', ' '),
    language,
    category: category === 'marketing' ? 'marketing' : 'utility',
    body,
    footer: footer ?? '',
    buttons: [...replies, '', '', ''].slice(0, 3),
    examples: {},
  }
}

/** Whether the network lets it be changed, and we can write all of what it has. */
export function mayChange({ status, header, buttons, usable, category }: Template): boolean {
  const ours = header === undefined && buttons.every(({ type }) => type === 'quick_reply')
  const open = status === 'approved' || status === 'rejected' || status === 'paused'
  return open && ours && usable && category !== 'authentication'
}
