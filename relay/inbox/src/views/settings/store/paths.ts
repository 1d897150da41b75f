type Tree = { [key: string]: unknown }

/** Reads `look.color` and the like. */
export function getAt(tree: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Tree | undefined)?.[key], tree)
}

/** A copy with another value at a path; `undefined` takes the key away. */
export function setAt<T extends object>(tree: T, path: string, value: unknown): T {
  const [key = '', ...rest] = path.split('.')
  const { [key]: old, ...others } = tree as Tree
  const next = rest.length > 0 ? setAt((old ?? {}) as Tree, rest.join('.'), value) : value
  return (next === undefined ? others : { ...(tree as Tree), [key]: next }) as T
}
