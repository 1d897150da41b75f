import { define, fill, type PolarisElement } from './element.ts'
import {
  dressField,
  FIELD_FLAGS,
  FIELD_STYLE,
  FIELD_TEXT,
  FieldElement,
  fieldMarkup,
} from './field-element.ts'

const TYPES: Record<string, string> = {
  's-text-field': 'text',
  's-email-field': 'email',
  's-number-field': 'number',
  's-password-field': 'password',
  's-search-field': 'search',
  's-url-field': 'url',
  's-money-field': 'text',
}

/** Fields one types in. */
export function defineFields(): void {
  for (const [name, type] of Object.entries(TYPES)) {
    defineField(name, `<input type="${type}">`)
  }
  defineField('s-text-area', '<textarea></textarea>')
}

function defineField(name: string, control: string): void {
  const draw = (host: PolarisElement, root: ShadowRoot): void => {
    fill(root, FIELD_STYLE, fieldMarkup(control))
    dressField(host, root)
  }
  define(name, { text: FIELD_TEXT, flags: FIELD_FLAGS, draw }, FieldElement)
}
