import * as v from 'valibot'
import { GraphError } from '../errors.ts'
import type { Rendered } from '../world/threads.ts'
import {
  type Component,
  componentOf,
  filled,
  type Template,
  type TemplateButton,
  variablesOf,
} from './template.ts'

const media = v.pipe(
  v.strictObject({
    id: v.optional(v.string()),
    link: v.optional(v.string()),
    filename: v.optional(v.string()),
  }),
  v.check(({ id, link }) => (id === undefined) !== (link === undefined), 'either id or link'),
)

const parameter = v.variant('type', [
  v.strictObject({
    type: v.literal('text'),
    text: v.pipe(v.string(), v.minLength(1)),
    parameter_name: v.optional(v.string()),
  }),
  v.strictObject({ type: v.literal('image'), image: media }),
  v.strictObject({ type: v.literal('video'), video: media }),
  v.strictObject({ type: v.literal('document'), document: media }),
  v.strictObject({ type: v.literal('payload'), payload: v.pipe(v.string(), v.maxLength(256)) }),
])

type Parameter = v.InferOutput<typeof parameter>
type TextParameter = Extract<Parameter, { type: 'text' }>

const parameters = v.optional(v.array(parameter), [])

/** What stands under `template` in a message (contract 2). */
export const templateMessage = v.strictObject({
  name: v.string(),
  language: v.strictObject({ code: v.string(), policy: v.optional(v.literal('deterministic')) }),
  components: v.optional(
    v.array(
      v.variant('type', [
        v.strictObject({ type: v.literal('header'), parameters }),
        v.strictObject({ type: v.literal('body'), parameters }),
        v.strictObject({
          type: v.literal('button'),
          sub_type: v.picklist(['quick_reply', 'url', 'copy_code']),
          index: v.pipe(v.union([v.string(), v.number()]), v.transform(Number)),
          parameters,
        }),
      ]),
    ),
    [],
  ),
})

export type TemplateMessage = v.InferOutput<typeof templateMessage>

const BODY_LENGTH = 1024
const HEADER_LENGTH = 60

/**
 * The template as the recipient reads it. 132000 where there are more or fewer parameters than
 * variables, 132012 where one is of another kind or name, 132007 for line breaks and long gaps, 132005
 * where the whole becomes too long.
 */
export function fill(template: Template, message: TemplateMessage): Rendered {
  const [header, footer] = [componentOf(template, 'HEADER'), componentOf(template, 'FOOTER')]
  const body = fillText(
    template,
    componentOf(template, 'BODY')?.text ?? '',
    parametersOf(message, 'body'),
    BODY_LENGTH,
  )
  const title = header && fillHeader(template, header, parametersOf(message, 'header'))
  if (!header && parametersOf(message, 'header').length > 0) mismatch('header', 1, 0)
  return {
    ...(title && { header: title }),
    body,
    ...(footer && { footer: footer.text }),
    buttons: fillButtons(template, message),
  }
}

function parametersOf(message: TemplateMessage, type: 'header' | 'body'): Parameter[] {
  return message.components.find((it) => it.type === type)?.parameters ?? []
}

function fillHeader(
  template: Template,
  { format, text = '' }: Extract<Component, { type: 'HEADER' }>,
  given: Parameter[],
): string | undefined {
  if (format === 'TEXT') return fillText(template, text, given, HEADER_LENGTH)
  const kind = format.toLowerCase()
  if (given.length !== 1) mismatch('header', given.length, 1)
  if (given[0]?.type !== kind) {
    throw new GraphError(132012, {
      details: `header: Format mismatch, expected ${format}, received ${given[0]?.type.toUpperCase()}`,
    })
  }
  return undefined
}

function fillText(template: Template, text: string, given: Parameter[], longest: number): string {
  const variables = variablesOf(text)
  if (given.length !== variables.length) mismatch('body', given.length, variables.length)
  const values = new Map(given.map((one, index) => [nameOf(template, one, index), textOf(one)]))
  const whole = filled(text, (variable) => values.get(variable) ?? missing(variable))
  if (whole.length > longest) {
    throw new GraphError(132005, { details: `${whole.length} characters, at most ${longest}` })
  }
  return whole
}

function nameOf({ parameterFormat }: Template, given: Parameter, index: number): string {
  if (parameterFormat === 'POSITIONAL') return String(index + 1)
  return (given as TextParameter).parameter_name ?? missing('parameter_name')
}

function textOf(given: Parameter): string {
  if (given.type !== 'text') {
    throw new GraphError(132012, {
      details: `Format mismatch, expected TEXT, received ${given.type}`,
    })
  }
  if (/[\n\t]| {5}/.test(given.text)) {
    throw new GraphError(132007, {
      details:
        'Parameters cannot have new-line or tab characters or more than 4 consecutive spaces',
    })
  }
  return given.text
}

function fillButtons(template: Template, message: TemplateMessage): Rendered['buttons'] {
  const buttons = componentOf(template, 'BUTTONS')?.buttons ?? []
  const given = message.components.filter((it) => it.type === 'button')
  if (given.some(({ index }) => !buttons[index])) mismatch('buttons', given.length, buttons.length)
  return buttons.map((button, index) =>
    fillButton(button, given.find((it) => it.index === index)?.parameters[0]),
  )
}

function fillButton(button: TemplateButton, given: Parameter | undefined): Rendered['buttons'][0] {
  const title = button.text ?? ''
  if (button.type === 'QUICK_REPLY') {
    return { title, payload: given?.type === 'payload' ? given.payload : title }
  }
  if (button.type !== 'URL') return { title }
  const wanted = variablesOf(button.url).length
  if (wanted > 0 && given?.type !== 'text') mismatch('buttons', given ? 1 : 0, wanted)
  return { title, url: filled(button.url, () => (given?.type === 'text' ? given.text : '')) }
}

function mismatch(part: string, given: number, wanted: number): never {
  throw new GraphError(132000, {
    details: `${part}: number of localizable_params (${given}) does not match the expected number of params (${wanted})`,
  })
}

function missing(name: string): never {
  throw new GraphError(132012, {
    details: `Parameter ${name} is missing in the template's message.`,
  })
}
