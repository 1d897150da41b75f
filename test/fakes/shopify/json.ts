/** JSON.rawJSON, which TypeScript does not know yet. */
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown }

/** JSON in which a bigint is a bare number with all its digits, as Shopify writes ids. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, it: unknown) =>
    typeof it === 'bigint' ? rawJSON(String(it)) : it,
  )
}
