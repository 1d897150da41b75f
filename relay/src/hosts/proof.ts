import { createHmac } from 'node:crypto'
import type { LinkRequest } from '@loods/protocol'
import * as v from 'valibot'
import { equalSecrets, mintSecret } from '../crypto/secrets.ts'
import type { Egress } from '../egress/egress.ts'
import { EgressError } from '../egress/egress-error.ts'
import { RelayError } from '../errors.ts'

const proofAnswer = v.object({ proof: v.string() })
const MAX_BYTES = 4_096
/** Shops on slow machines answer slowly; the owner is looking at a progress sign meanwhile. */
const TIMEOUT = 15_000

/**
 * Asks the shop, at its own address, whether it is the one that asked us: nobody links a shop that
 * is not theirs.
 * @throws RelayError forbidden, saying what the shop's owner can look at
 */
export async function proveShop(
  egress: Egress,
  request: Pick<LinkRequest, 'url' | 'endpoint' | 'code'>,
  relayOrigin: string,
): Promise<void> {
  if (!belongsTo(request.endpoint, request.url)) {
    throw unproven('its REST address does not belong to the shop’s own address')
  }
  const challenge = mintSecret()
  const wanted = createHmac('sha256', request.code)
    .update(`loods-proof ${relayOrigin} ${challenge}`)
    .digest('hex')
  const given = await askShop(egress, `${request.endpoint}/proof`, challenge)
  if (!equalSecrets(given, wanted)) throw unproven('its answer was not the one that was due')
}

/** What may stand between a shop's address and the plugin's routes, with and without pretty permalinks. */
const REST_PATHS = [
  '/wp-json/loods/v1',
  '/index.php/wp-json/loods/v1',
  '/?rest_route=/loods/v1',
  '/index.php?rest_route=/loods/v1',
]

/** Several shops may share an origin, each under a path of its own: one must not answer for another. */
function belongsTo(endpoint: string, url: string): boolean {
  const home = url.replace(/\/+$/, '')
  return REST_PATHS.some((path) => endpoint === home + path)
}

async function askShop(egress: Egress, url: string, challenge: string): Promise<string> {
  try {
    const { status, body } = await egress.request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ challenge }),
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT,
    })
    if (status !== 200) throw unproven(`it answered ${status}`)
    return v.parse(proofAnswer, JSON.parse(body.toString('utf8'))).proof
  } catch (error) {
    if (error instanceof RelayError) throw error
    throw unproven(error instanceof EgressError ? reasonOf(error) : 'it answered something else')
  }
}

function reasonOf({ reason }: EgressError): string {
  if (reason === 'timeout') return 'it did not answer in time'
  if (reason === 'refused') return 'its address is not one the relay may call: it needs https'
  return 'it could not be reached'
}

function unproven(why: string): RelayError {
  return new RelayError(
    'forbidden',
    `The relay called the shop's REST address back, and ${why}. Look whether a security plugin or a password keeps it out, and press Start again.`,
    { field: 'endpoint' },
  )
}
