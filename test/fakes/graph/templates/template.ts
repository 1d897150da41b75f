import * as v from 'valibot'

export type TemplateStatus =
  | 'APPROVED'
  | 'PENDING'
  | 'REJECTED'
  | 'PAUSED'
  | 'DISABLED'
  | 'FLAGGED'
  | 'ARCHIVED'
  | 'DELETED'

export type Category = 'UTILITY' | 'MARKETING' | 'AUTHENTICATION'

const category = v.picklist(['UTILITY', 'MARKETING', 'AUTHENTICATION'])
const example = v.optional(v.looseObject({}))

const button = v.variant('type', [
  v.strictObject({ type: v.literal('QUICK_REPLY'), text: v.pipe(v.string(), v.maxLength(25)) }),
  v.strictObject({
    type: v.literal('URL'),
    text: v.pipe(v.string(), v.maxLength(25)),
    url: v.pipe(v.string(), v.maxLength(2000)),
    example: v.optional(v.array(v.string())),
  }),
  v.strictObject({
    type: v.literal('PHONE_NUMBER'),
    text: v.pipe(v.string(), v.maxLength(25)),
    phone_number: v.pipe(v.string(), v.maxLength(20)),
  }),
  v.strictObject({ type: v.literal('REQUEST_CONTACT_INFO'), text: v.optional(v.string()) }),
  v.strictObject({
    type: v.literal('OTP'),
    otp_type: v.picklist(['COPY_CODE', 'ONE_TAP', 'ZERO_TAP']),
    text: v.optional(v.string()),
  }),
])

const component = v.variant('type', [
  v.strictObject({
    type: v.literal('HEADER'),
    format: v.picklist(['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT']),
    text: v.optional(v.string()),
    example,
  }),
  v.strictObject({ type: v.literal('BODY'), text: v.string(), example }),
  v.strictObject({ type: v.literal('FOOTER'), text: v.string() }),
  v.strictObject({
    type: v.literal('BUTTONS'),
    buttons: v.pipe(v.array(button), v.minLength(1), v.maxLength(10)),
  }),
])

export type Component = v.InferOutput<typeof component>
export type TemplateButton = v.InferOutput<typeof button>

const components = v.pipe(v.array(component), v.minLength(1))

/** What creates a template (contract 4). */
export const newTemplate = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,512}$/)),
  language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}(_[A-Z]{2,4})?$/)),
  category,
  parameter_format: v.optional(
    v.pipe(v.string(), v.toUpperCase(), v.picklist(['POSITIONAL', 'NAMED'])),
    'POSITIONAL',
  ),
  components,
})

export type NewTemplate = v.InferOutput<typeof newTemplate>

/** What changes one. */
export const templateEdit = v.strictObject({
  category: v.optional(category),
  components: v.optional(components),
})

export type TemplateEdit = v.InferOutput<typeof templateEdit>

export interface Template {
  /** Digits beyond 2^53. */
  id: string
  wabaId: string
  name: string
  language: string
  category: Category
  parameterFormat: 'POSITIONAL' | 'NAMED'
  components: Component[]
  status: TemplateStatus
  rejectedReason: string
}

type Of<T extends Component['type']> = Extract<Component, { type: T }>

export function componentOf<T extends Component['type']>(
  { components: all }: Pick<Template, 'components'>,
  type: T,
): Of<T> | undefined {
  return all.find((it): it is Of<T> => it.type === type)
}

/** The names between double braces, in order of their first appearance. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name))]
}

/** The text with each variable replaced by what `valueFor` says. */
export function filled(text: string, valueFor: (variable: string) => string): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => valueFor(name))
}
