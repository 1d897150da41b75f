/** What stands for a piece of DOM until the next drawing. */
export interface Element {
  tag: string
  props: Record<string, unknown>
  key?: string | number
}

export type Child = Element | string | number | boolean | null | undefined | Child[]

export function toElement(tag: string, props: Record<string, unknown>): Element {
  return { tag, props }
}
