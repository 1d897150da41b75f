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
  if (new URL(request.endpoint).origin !== new URL(request.url).origin) {
    throw unproven('its REST address is at another origin than the shop')
  }
  const challenge = mintSecret()
  const wanted = createHmac('sha256', request.code)
    .update(`loods-proof ${relayOrigin} ${challenge}`)
    .digest('hex')
  const given = await askShop(egress, `${request.endpoint}/proof`, challenge)
  if (!equalSecrets(given, wanted)) throw unproven('its answer was not the one that was due')
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
