/**
 * The number in a global id such as `gid://shopify/Order/12345678901234567890`, as text: it may be larger
 * than a number holds.
 */
export function numberOf(globalId: string): string {
  return globalId.slice(globalId.lastIndexOf('/') + 1).replace(/\?.*$/, '')
}
