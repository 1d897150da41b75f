/**
 * Has Shopify say who is logged in: it signs each request that goes through the app's proxy.
 * @param proxy where the proxy is in this shop
 * @returns undefined where nobody is
 * @throws where it is not known
 */
export async function askToken(proxy: string): Promise<string | undefined> {
  const answer = await fetch(`${proxy}/identify`, { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(`the shop answered ${answer.status}`)
  const { token } = (await answer.json()) as { token?: string }
  return token
}
