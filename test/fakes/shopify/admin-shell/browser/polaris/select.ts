import { define, fill, type PolarisElement } from './element.ts'
import {
  dressField,
  FIELD_FLAGS,
  FIELD_STYLE,
  FIELD_TEXT,
  FieldElement,
  fieldMarkup,
} from './field-element.ts'

/** A list of `s-option`, shown by the browser's own. */
class SelectElement extends FieldElement {
  readonly watcher = new MutationObserver(() => this.redraw())

  override get initial(): string {
    const options = [...this.querySelectorAll('s-option')]
    const first = options.find((it) => it.hasAttribute('selected')) ?? options[0]
    return this.text('value') || (first?.getAttribute('value') ?? '')
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.watcher.observe(this, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
    })
  }

  disconnectedCallback(): void {
    this.watcher.disconnect()
  }
}

export function defineSelect(): void {
  define('s-option', { text: ['value'], flags: ['disabled', 'selected'], draw: () => undefined })
  define('s-option-group', { text: ['label'], flags: ['disabled'], draw: () => undefined })
  define('s-select', { text: FIELD_TEXT, flags: FIELD_FLAGS, draw: drawSelect }, SelectElement)
}

function drawSelect(host: PolarisElement, root: ShadowRoot): void {
  fill(root, FIELD_STYLE, fieldMarkup('<select></select>'))
  dressField(host, root)
  const select = root.querySelector('select')
  const options = [...host.querySelectorAll<PolarisElement>('s-option')]
  select?.append(...options.map(optionOf))
}

function optionOf(given: PolarisElement): HTMLOptionElement {
  const option = document.createElement('option')
  option.value = given.getAttribute('value') ?? ''
  option.textContent = given.textContent?.trim() ?? ''
  option.disabled = given.hasAttribute('disabled')
  return option
}
