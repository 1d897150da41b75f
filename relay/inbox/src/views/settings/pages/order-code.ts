/** What a page says of an order; the shop's server made the reference. */
export const ORDER_CALL = "loods('order', reference)"

/** The reference in PHP, for shops that make their pages with it. */
export const REFERENCE_IN_PHP = `$hash = hash_hmac('sha256', 'loods-order ' . $number, $secret, true);
$reference = rtrim(strtr(base64_encode($hash), '+/', '-_'), '=');`

/**
 * Reports one order from the shop's own server, in JavaScript without any library.
 * @param relay its address
 * @param siteKey the shop's key
 */
export function orderReportCode(relay: string, siteKey: string): string {
  return `import { createHash, createHmac } from 'node:crypto'

const secret = process.env.LOODS_SECRET
const hmac = (text) => createHmac('sha256', secret).update(text).digest('base64url')
const json = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

const path = '/host/v1/${siteKey}/orders'
const body = JSON.stringify({
  reference: hmac('loods-order ' + 1042),
  state: 'paid', // open, paid, refunded, cancelled, failed
  total: 5990, // € 59,90
  refunded: 0,
  currency: 'EUR',
  placedAt: Date.now(),
  asOf: Date.now(),
})

const iat = Math.floor(Date.now() / 1000)
const request = createHash('sha256').update(\`POST \${path}\\n\${body}\`).digest('base64url')
const claims = { iss: '${siteKey}', aud: 'loods-shop', iat, exp: iat + 60, request }
const signed = json({ alg: 'HS256' }) + '.' + json(claims)
const token = signed + '.' + hmac(signed)

const answer = await fetch('${relay}' + path, {
  method: 'POST',
  headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' },
  body,
})
if (!answer.ok) throw new Error(await answer.text())`
}
