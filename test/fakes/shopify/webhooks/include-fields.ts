type Fields = Record<string, unknown>

/**
 * What `include_fields` of a subscription leaves of a payload: the named fields, by paths such as
 * `customer.id` and `line_items.title`; everything where nothing is named.
 */
export function pickFields(payload: object, paths: string[] | undefined): object {
  if (!paths) return payload
  return pick(
    payload,
    paths.map((path) => path.split('.')),
  ) as object
}

function pick(value: unknown, paths: string[][]): unknown {
  if (paths.some((path) => path.length === 0)) return value
  if (Array.isArray(value)) return value.map((it) => pick(it, paths))
  if (typeof value !== 'object' || value === null) return value
  const names = [...new Set(paths.flatMap(([name]) => (name === undefined ? [] : [name])))]
  return Object.fromEntries(
    names
      .filter((name) => name in value)
      .map((name) => [name, pick((value as Fields)[name], restOf(paths, name))]),
  )
}

function restOf(paths: string[][], name: string): string[][] {
  return paths.filter(([first]) => first === name).map(([, ...rest]) => rest)
}
