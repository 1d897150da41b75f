import { PolarisElement } from './element.ts'

/** A field: has a value of its own, tells of it by events, and takes part in forms. */
export class FieldElement extends PolarisElement {
  static readonly formAssociated = true
  readonly internals = this.attachInternals()
  #value: string | undefined

  get value(): string {
    return this.#value ?? this.initial
  }

  set value(value: string) {
    this.keep(value)
    this.show()
  }

  /** What it holds before anybody changed it. */
  get initial(): string {
    return this.text('value')
  }

  get control(): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null {
    return this.root.querySelector('input, textarea, select')
  }

  override redraw(): void {
    const hadFocus = this.root.activeElement !== null
    super.redraw()
    this.listen()
    this.show()
    if (hadFocus) this.control?.focus()
  }

  formResetCallback(): void {
    this.#value = undefined
    this.show()
  }

  /** Keeps a value without showing it. */
  protected keep(value: string): void {
    this.#value = value ?? ''
    this.internals.setFormValue(this.value)
  }

  protected show(): void {
    const { control } = this
    if (control && control.value !== this.value) control.value = this.value
    this.internals.setFormValue(this.value)
  }

  /** The control's own `change` stays in the shadow root: it is told again from here. */
  protected listen(): void {
    const { control } = this
    control?.addEventListener('input', () => this.keep(control.value))
    control?.addEventListener('change', () => {
      this.keep(control.value)
      this.dispatchEvent(new Event('change', { bubbles: true }))
    })
  }
}

/** The parts every field has around its control: label, details, error. */
export function fieldMarkup(control: string): string {
  return `<label><span data-label></span>${control}</label><slot name="details"><small data-details></small></slot><slot name="error"><small class="error" role="alert" data-error></small></slot>`
}

export const FIELD_STYLE = `:host { display: block }
  label { display: grid; gap: 4px }
  input, textarea, select { box-sizing: border-box; width: 100%; min-height: 32px; padding: 6px 12px; border: 1px solid #8a8a8a; border-radius: 8px; background: #fdfdfd; font: inherit; color: inherit }
  textarea { resize: vertical }
  small { display: block; margin-top: 4px; color: #616161 }
  small.error { color: #8e0b21 }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }`

/** Fills in what a field says, and what its control may do. */
export function dressField(host: PolarisElement, root: ShadowRoot): void {
  for (const name of ['label', 'details', 'error']) {
    const at = root.querySelector(`[data-${name}]`)
    if (at && host.text(name)) at.textContent = host.text(name)
    else at?.remove()
  }
  if (host.text('labelAccessibilityVisibility') === 'exclusive') {
    root.querySelector('[data-label]')?.classList.add('unseen')
  }
  const control = root.querySelector<HTMLInputElement>('input, textarea, select')
  if (!control) return
  control.disabled = host.flag('disabled')
  control.required = host.flag('required')
  if (host.text('error')) control.ariaInvalid = 'true'
  for (const name of CONTROL_TEXT) {
    if (host.text(name)) control.setAttribute(name.toLowerCase(), host.text(name))
  }
  if (host.flag('readOnly')) control.setAttribute('readonly', '')
}

/** What the browser's own control is told as it is. */
const CONTROL_TEXT = [
  'placeholder',
  'autocomplete',
  'maxLength',
  'minLength',
  'rows',
  'min',
  'max',
  'step',
]
export const FIELD_TEXT = [
  'label',
  'details',
  'error',
  'labelAccessibilityVisibility',
  'name',
  ...CONTROL_TEXT,
  'value',
  'prefix',
  'suffix',
  'icon',
]
export const FIELD_FLAGS = ['disabled', 'required', 'readOnly']
