import type { Child, Element } from './element.ts'

/** A piece of DOM with what it was drawn from, under the name it has among its siblings. */
interface Drawn {
  node: Node
  tag: string
  props: Record<string, unknown>
  children: Map<string, Drawn>
}

const SVG = 'http://www.w3.org/2000/svg'
const TEXT = '#text'
/** Set as properties: the attribute is only the first value of these. */
const PROPERTIES = ['value', 'checked']

const roots = new WeakMap<Node, Map<string, Drawn>>()

/**
 * Makes the children of `parent` what `child` says, touching only what differs since the last time.
 * Elements keep their place by `key` and otherwise by position, so a condition that turns false
 * leaves its siblings alone.
 */
export function render(child: unknown, parent: Node): void {
  roots.set(parent, place(parent, child as Child, roots.get(parent) ?? new Map()))
  for (const call of arrived.splice(0)) call()
}

/** Refs of what is new, called once it stands in the page and can take the focus. */
const arrived: Array<() => void> = []

function place(parent: Node, child: Child, before: Map<string, Drawn>): Map<string, Drawn> {
  const wanted = new Map<string, Element>()
  collect(child, '', wanted)
  for (const [name, old] of before) {
    if (wanted.get(name)?.tag !== old.tag) parent.removeChild(old.node)
  }
  const after = new Map<string, Drawn>()
  let next = parent.firstChild
  for (const [name, element] of wanted) {
    const drawn = draw(element, before.get(name))
    after.set(name, drawn)
    if (drawn.node === next) next = next.nextSibling
    else parent.insertBefore(drawn.node, next)
  }
  return after
}

/** Gives every element a name among its siblings. */
function collect(child: Child, name: string, into: Map<string, Element>): void {
  if (Array.isArray(child)) {
    child.forEach((one, i) => {
      const key = (one as Element | null | undefined)?.key
      collect(one, `${name}.${key === undefined ? i : `k${key}`}`, into)
    })
  } else if (typeof child === 'string' || typeof child === 'number') {
    into.set(name, { tag: TEXT, props: { data: child } })
  } else if (child && child !== true) into.set(name, child)
}

function draw({ tag, props }: Element, old: Drawn | undefined): Drawn {
  const known = old?.tag === tag ? old : undefined
  const node = known?.node ?? create(tag)
  if (tag === TEXT) {
    if (known?.props.data !== props.data) (node as Text).data = String(props.data)
    return { node, tag, props, children: new Map() }
  }
  const children = place(node, props.children as Child, known?.children ?? new Map())
  update(node as HTMLElement, props, known?.props ?? {})
  const { ref } = props
  if (!known && ref) arrived.push(() => (ref as (node: Node) => void)(node))
  return { node, tag, props, children }
}

function create(tag: string): Node {
  if (tag === TEXT) return document.createTextNode('')
  return tag === 'svg' || tag === 'path'
    ? document.createElementNS(SVG, tag)
    : document.createElement(tag)
}

function update(
  node: HTMLElement,
  props: Record<string, unknown>,
  before: Record<string, unknown>,
): void {
  for (const name in { ...before, ...props }) {
    const value = props[name]
    if (PROPERTIES.includes(name)) {
      if ((node as never)[name] !== value) (node as never as Record<string, unknown>)[name] = value
    } else if (value !== before[name]) set(node, name, value, before[name])
  }
}

function set(node: HTMLElement, name: string, value: unknown, before: unknown): void {
  if (name === 'children' || name === 'ref') return
  if (name === 'style') setStyle(node, value as Styles, before as Styles)
  else if (name.startsWith('on')) {
    ;(node as never as Record<string, unknown>)[name.toLowerCase()] = value
  } else if (value == null || (value === false && !name.startsWith('aria'))) {
    node.removeAttribute(name)
  } else node.setAttribute(name, value === true && !name.startsWith('aria') ? '' : String(value))
}

type Styles = Record<string, string> | undefined

/** Through CSSOM, which a strict CSP allows. */
function setStyle(node: HTMLElement, style: Styles = {}, before: Styles = {}): void {
  for (const name in { ...before, ...style }) node.style.setProperty(name, style[name] ?? '')
}
