export interface CustomerRoutes {
  /** WordPress's admin-ajax.php. */
  ajax: string
  /** The plugin's route that signs who is logged in. */
  customer: string
}

/**
 * Has the plugin sign who is logged in.
 * @returns undefined where nobody is
 * @throws where the shop does not answer
 */
export async function askToken({ ajax, customer }: CustomerRoutes): Promise<string | undefined> {
  const nonce = await askNonce(ajax)
  if (nonce === undefined) return undefined
  const answer = await fetch(customer, { method: 'POST', headers: { 'x-wp-nonce': nonce } })
  if (!answer.ok) throw new Error(`the shop answered ${answer.status}`)
  const { token } = (await answer.json()) as { token: string }
  return token
}

/** Only whoever is logged in gets one. It is never in a page, because pages are cached. */
async function askNonce(ajax: string): Promise<string | undefined> {
  const answer = await fetch(`${ajax}?action=rest-nonce`)
  const text = (await answer.text()).trim()
  if (answer.status >= 500) throw new Error('the shop does not answer')
  return answer.ok && /^\w{6,}$/.test(text) ? text : undefined
}
