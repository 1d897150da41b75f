/** How an element of Polaris is made: its properties are its attributes, drawn anew when they change. */
export interface Definition {
  /** Properties that hold text, in camel case; their attributes are in lower case. */
  text?: string[]
  /** Properties that are there or not. */
  flags?: string[]
  /** Draws the shadow root. */
  draw: (host: PolarisElement, root: ShadowRoot) => void
}

/** The smallest of Polaris's own: what every element here is. */
export class PolarisElement extends HTMLElement {
  declare static definition: Definition
  readonly root = this.attachShadow({ mode: 'open', delegatesFocus: true })

  connectedCallback(): void {
    this.redraw()
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.redraw()
  }

  /** The text of an attribute, by the property's name. */
  text(name: string): string {
    return this.getAttribute(name.toLowerCase()) ?? ''
  }

  flag(name: string): boolean {
    return this.hasAttribute(name.toLowerCase())
  }

  redraw(): void {
    const { definition } = this.constructor as typeof PolarisElement
    definition.draw(this, this.root)
  }
}

/** Defines `name` by a class of its own, whose properties mirror attributes. */
export function define(
  name: string,
  definition: Definition,
  Base: typeof PolarisElement = PolarisElement,
): void {
  const { text = [], flags = [] } = definition
  class Element extends Base {
    static override definition = definition
    static observedAttributes = [...text, ...flags].map((it) => it.toLowerCase())
  }
  for (const property of text) mirrorText(Element, property)
  for (const property of flags) mirrorFlag(Element, property)
  customElements.define(name, Element)
}

function mirrorText({ prototype }: typeof PolarisElement, property: string): void {
  if (property in prototype) return
  const attribute = property.toLowerCase()
  Object.defineProperty(prototype, property, {
    configurable: true,
    get(this: HTMLElement) {
      return this.getAttribute(attribute) ?? ''
    },
    set(this: HTMLElement, value: unknown) {
      if (value === null || value === undefined) this.removeAttribute(attribute)
      else this.setAttribute(attribute, String(value))
    },
  })
}

function mirrorFlag({ prototype }: typeof PolarisElement, property: string): void {
  if (property in prototype) return
  const attribute = property.toLowerCase()
  Object.defineProperty(prototype, property, {
    configurable: true,
    get(this: HTMLElement) {
      return this.hasAttribute(attribute)
    },
    set(this: HTMLElement, value: unknown) {
      this.toggleAttribute(attribute, Boolean(value))
    },
  })
}

/** Fills a shadow root with a style and markup; text goes in by `textContent` only. */
export function fill(root: ShadowRoot, style: string, markup: string): void {
  root.innerHTML = `<style>:host([hidden]) { display: none !important } ${style}</style>${markup}`
}

/** Writes text where the markup of `fill` has `data-{name}`; what is empty goes. */
export function write(root: ShadowRoot, name: string, text: string): void {
  const at = root.querySelector(`[data-${name}]`)
  if (at && text) at.textContent = text
  else at?.remove()
}
