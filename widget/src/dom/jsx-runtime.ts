import { type Child, type Element, toElement } from './element.ts'

/** The types of Preact: a component here is a Preact component that keeps nothing to itself. */
export type { JSX } from 'preact/jsx-runtime'

type Component = (props: Record<string, unknown>) => Child

/** What TSX becomes. A component is called at once; what it answers takes the key it was given. */
export function jsx(
  type: string | Component,
  props: Record<string, unknown>,
  key?: string | number,
): Child {
  const made = typeof type === 'string' ? toElement(type, props) : type(props)
  if (key !== undefined && made && typeof made === 'object') (made as Element).key = key
  return made
}

export { jsx as jsxs }

export function Fragment(props: { children?: Child }): Child {
  return props.children
}
