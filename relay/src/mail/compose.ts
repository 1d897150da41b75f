import type { Language } from '@loods/protocol'

/** One block of a mail. Everything in it is text; only `url` becomes an address. */
export type Part =
  | { say: string }
  /** What a person wrote, word for word. */
  | { quote: string }
  | { button: string; url: string }
  /** Small print. */
  | { foot: string }

export interface Letter {
  language: Language
  subject: string
  parts: Part[]
}

export interface ComposedMail {
  subject: string
  text: string
  html: string
}

/** Longest subject, in characters: more is cut off on every phone anyway. */
const MAX_SUBJECT = 120

/** Words a letter in plain text and in the simplest HTML that looks right everywhere. Nothing in it is evaluated (T24). */
export function compose(letter: Letter): ComposedMail {
  return {
    subject: oneLine(letter.subject).slice(0, MAX_SUBJECT),
    text: `${letter.parts.map(toText).join('\n\n')}\n`,
    html: page(letter.language, letter.parts.map(toHtml).join('\n')),
  }
}

/** Text in HTML: every sign that could begin or end anything is written as an entity. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function toText(part: Part): string {
  if ('say' in part) return part.say
  if ('foot' in part) return part.foot
  if ('quote' in part) return part.quote.replace(/^/gm, '> ')
  return `${part.button}:\n${part.url}`
}

const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:8px;background:#10243a;color:#ffffff;text-decoration:none;font-weight:600'
const QUOTE = 'margin:0 0 16px;padding:8px 0 8px 16px;border-left:3px solid #f2b705'

function toHtml(part: Part): string {
  if ('say' in part) return `<p style="margin:0 0 16px">${lines(part.say)}</p>`
  if ('foot' in part)
    return `<p style="margin:16px 0 0;font-size:13px;color:#4a5d70">${lines(part.foot)}</p>`
  if ('quote' in part)
    return `<blockquote dir="auto" style="${QUOTE}">${lines(part.quote)}</blockquote>`
  return `<p style="margin:0 0 16px"><a href="${escapeHtml(part.url)}" style="${BUTTON}">${lines(part.button)}</a></p>`
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>')
}

function page(language: Language, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#10243a;background:#ffffff">
<div style="max-width:520px;margin:0 auto">
${body}
</div>
</body>
</html>
`
}
