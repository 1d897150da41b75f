import { define, fill, PolarisElement } from './element.ts'
import { dressField, FIELD_STYLE, FieldElement } from './field-element.ts'

const CHOICE_STYLE = `${FIELD_STYLE}
  label { display: flex; align-items: center; gap: 8px; cursor: pointer }
  input { width: 16px; min-height: 16px; margin: 0; accent-color: #303030; flex: none }`

const TEXT = [
  'label',
  'details',
  'error',
  'name',
  'value',
  'accessibilityLabel',
  'labelAccessibilityVisibility',
]

/** A box that is checked or not; in forms its value is `on` unless it says another one. */
class CheckElement extends FieldElement {
  #checked: boolean | undefined

  get checked(): boolean {
    return this.#checked ?? this.flag('checked')
  }

  set checked(checked: boolean) {
    this.#checked = checked
    this.show()
  }

  get defaultChecked(): boolean {
    return this.flag('checked')
  }

  set defaultChecked(checked: boolean) {
    this.toggleAttribute('checked', checked)
  }

  get box(): HTMLInputElement | null {
    return this.root.querySelector('input')
  }

  override formResetCallback(): void {
    this.#checked = undefined
    this.show()
  }

  protected override show(): void {
    if (this.box) this.box.checked = this.checked
    this.internals.setFormValue(this.checked ? this.text('value') || 'on' : null)
  }

  protected override listen(): void {
    const { box } = this
    box?.addEventListener('input', () => {
      this.#checked = box.checked
      this.show()
    })
    box?.addEventListener('change', () => {
      this.dispatchEvent(new Event('change', { bubbles: true }))
    })
  }
}

/** `s-choice` of which one or several are chosen. */
class ChoiceListElement extends PolarisElement {
  static readonly formAssociated = true
  readonly internals = this.attachInternals()

  get choices(): PolarisElement[] {
    return [...this.querySelectorAll<PolarisElement>('s-choice')]
  }

  get values(): string[] {
    return this.choices.filter((it) => it.flag('selected')).map((it) => it.text('value'))
  }

  set values(values: string[]) {
    for (const it of this.choices) it.toggleAttribute('selected', values.includes(it.text('value')))
  }

  keep(): void {
    this.internals.setFormValue(this.values.join(','))
  }

  /** The merchant chose. */
  choose(chosen: PolarisElement): void {
    const isMultiple = this.flag('multiple')
    for (const it of this.choices) {
      if (it === chosen) it.toggleAttribute('selected', isMultiple ? undefined : true)
      else if (!isMultiple) it.removeAttribute('selected')
    }
    this.keep()
    for (const name of ['input', 'change']) this.dispatchEvent(new Event(name, { bubbles: true }))
  }
}

/** Boxes, switches and lists of choices. */
export function defineChoices(): void {
  const flags = ['checked', 'disabled', 'required', 'indeterminate']
  define('s-checkbox', { text: TEXT, flags, draw: drawCheck('checkbox') }, CheckElement)
  define('s-switch', { text: TEXT, flags, draw: drawCheck('switch') }, CheckElement)
  define('s-choice', {
    text: ['value', 'accessibilityLabel'],
    flags: ['disabled', 'selected'],
    draw: drawChoice,
  })
  define(
    's-choice-list',
    { text: TEXT, flags: ['disabled', 'multiple'], draw: drawChoiceList },
    ChoiceListElement,
  )
}

function drawCheck(role: 'checkbox' | 'switch') {
  return (host: PolarisElement, root: ShadowRoot): void => {
    fill(
      root,
      CHOICE_STYLE,
      `<label><input type="checkbox" role="${role}"><span data-label></span></label><slot name="details"><small data-details></small></slot><slot name="error"><small class="error" role="alert" data-error></small></slot>`,
    )
    dressField(host, root)
    const label = host.text('accessibilityLabel')
    if (label) root.querySelector('input')?.setAttribute('aria-label', label)
  }
}

function drawChoice(host: PolarisElement, root: ShadowRoot): void {
  const list = host.closest<ChoiceListElement>('s-choice-list')
  const type = list?.flag('multiple') ? 'checkbox' : 'radio'
  fill(
    root,
    CHOICE_STYLE,
    `<label><input type="${type}"><span><slot></slot></span></label><slot name="details"></slot>`,
  )
  const input = root.querySelector('input')
  if (!input) return
  input.checked = host.flag('selected')
  list?.keep()
  input.disabled = host.flag('disabled') || (list?.flag('disabled') ?? false)
  input.addEventListener('change', (event) => {
    event.stopPropagation()
    list?.choose(host)
  })
}

function drawChoiceList(host: PolarisElement, root: ShadowRoot): void {
  fill(
    root,
    `${FIELD_STYLE} fieldset { display: grid; gap: 8px; margin: 0; padding: 0; border: 0 } legend { padding: 0; margin-bottom: 4px }`,
    '<fieldset><legend data-label></legend><slot></slot></fieldset><small data-details></small><small class="error" role="alert" data-error></small>',
  )
  dressField(host, root)
}
