/** What Shopify lets merchants begin the proxy's path with; what follows may be theirs too, which no page can know. */
const PREFIXES = ['apps', 'a', 'community', 'tools']

/**
 * Has Shopify say who is logged in: it signs each request that goes through the app's proxy.
 * @param proxy where the proxy is, unless the merchant moved it to another prefix
 * @returns undefined where nobody is
 * @throws where it is not known
 */
export async function askToken(proxy: string): Promise<string | undefined> {
  const [, own = '', name = ''] = proxy.split('/')
  let answer: Response | undefined
  for (const prefix of new Set([own, ...PREFIXES])) {
    answer = await fetch(`/${prefix}/${name}/identify`, { headers: { accept: 'application/json' } })
    if (answer.status !== 404) break
  }
  if (!answer?.ok) throw new Error(`the shop answered ${answer?.status}`)
  const { token } = (await answer.json()) as { token?: string }
  return token
}
