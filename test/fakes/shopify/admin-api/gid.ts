/** `gid://shopify/Order/1234`. */
export function gid(type: string, id: bigint): string {
  return `gid://shopify/${type}/${id}`
}

/** What a global id names; undefined where it is none. */
export function parseGid(text: string): { type: string; id: bigint } | undefined {
  const [, type, id] = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(text) ?? []
  return type && id ? { type, id: BigInt(id) } : undefined
}

/** The item `text` names, if it is of this type. */
export function findByGid<T extends { id: bigint }>(
  items: T[],
  type: string,
  text: string,
): T | undefined {
  const named = parseGid(text)
  return named?.type === type ? items.find(({ id }) => id === named.id) : undefined
}

/** Milliseconds to a DateTime as Shopify writes it: without fractions. */
export function dateTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
}
