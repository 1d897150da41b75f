import { GraphError } from '../errors.ts'
import { type Component, componentOf, type NewTemplate, variablesOf } from './template.ts'

const BODY_LENGTH = 1024
const LINE_LENGTH = 60
/** How many words there must be for each variable; Meta does not tell, this refuses "{{1}} {{2}} ok". */
const WORDS_A_VARIABLE = 2

const SUBCODES = { header: 2388047, body: 2388072, footer: 2388073 } as const

/** Refuses a template as Meta does at once, before any review: 100 with a subcode. */
export function checkFormat(template: Pick<NewTemplate, 'components'>): void {
  const [header, body, footer] = [
    componentOf(template, 'HEADER'),
    componentOf(template, 'BODY'),
    componentOf(template, 'FOOTER'),
  ]
  if (!body) refuse(SUBCODES.body, 'A template needs a component of type BODY.')
  checkBody(body)
  if (header) checkHeader(header)
  if (footer) checkFooter(footer.text)
}

function checkBody({ text, example }: Extract<Component, { type: 'BODY' }>): void {
  if (text.length > BODY_LENGTH) refuse(2388040, `Body is longer than ${BODY_LENGTH} characters.`)
  const variables = variablesOf(text)
  if (variables.length === 0) return
  if (/^\s*\{\{|\}\}\s*$/.test(text)) {
    refuse(2388299, "Variables can't be at the start or end of the template.")
  }
  const words = text
    .replace(/\{\{.*?\}\}/g, '')
    .split(/\s+/)
    .filter(Boolean)
  if (words.length < variables.length * WORDS_A_VARIABLE) {
    refuse(2388293, 'This template has too many variables for its length.')
  }
  if (!example) refuse(SUBCODES.body, 'Variables in the body need an example.')
}

function checkHeader({ format, text = '', example }: Extract<Component, { type: 'HEADER' }>): void {
  if (text.length > LINE_LENGTH) refuse(2388040, 'Header is longer than 60 characters.')
  if (format === 'TEXT' && text === '') refuse(SUBCODES.header, 'A text header needs text.')
  if (variablesOf(text).length > 1) refuse(SUBCODES.header, 'A header has one variable at most.')
  const needsExample = format !== 'TEXT' || variablesOf(text).length > 0
  if (needsExample && !example) refuse(SUBCODES.header, 'The header needs an example.')
}

function checkFooter(text: string): void {
  if (text.length > LINE_LENGTH) refuse(2388040, 'Footer is longer than 60 characters.')
  if (variablesOf(text).length > 0) refuse(SUBCODES.footer, 'A footer has no variables.')
}

function refuse(subcode: number, words: string): never {
  throw new GraphError(100, { subcode, userMessage: words, details: words })
}
