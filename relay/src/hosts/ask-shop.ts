import { createHmac } from 'node:crypto'
import type { Egress } from '../egress/egress.ts'
import { EgressError } from '../egress/egress-error.ts'
import { notFound, RelayError } from '../errors.ts'
import type { SiteService } from '../sites/site.service.ts'
import type { AskShop } from './connector.ts'
import type { LinkService } from './link.service.ts'

/** A member looks at a progress sign meanwhile. */
const TIMEOUT = 6_000
const MAX_BYTES = 131_072

export interface AskShopDeps {
  egress: Egress
  clock: () => number
  sites: Pick<SiteService, 'signingSecret'>
  links: Pick<LinkService, 'endpoint'>
}

/** Asks a shop's WordPress, signed with the site's secret (see protocol's api/catalogue.ts): a path for each question. */
export function createAskShop({ egress, clock, sites, links }: AskShopDeps): AskShop {
  return async (siteId, what, question) => {
    const endpoint = await links.endpoint(siteId)
    const secret = await sites.signingSecret(siteId)
    const body = JSON.stringify(question)
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-loods-signature': signQuestion(secret, Math.floor(clock() / 1_000), `/ask/${what}`, body),
    }
    const answer = await egress
      .request(`${endpoint}/ask/${what}`, {
        method: 'POST',
        headers,
        body,
        maxBytes: MAX_BYTES,
        timeoutMs: TIMEOUT,
      })
      .catch((error: unknown) => {
        throw silent(error)
      })
    return read(answer)
  }
}

/** The value of `x-loods-signature`. @param seconds since 1970 */
export function signQuestion(secret: string, seconds: number, path: string, body: string): string {
  const signed = `loods-ask ${seconds} ${path}\n${body}`
  return `${seconds}.${createHmac('sha256', secret).update(signed).digest('hex')}`
}

function read({ status, body }: { status: number; body: Buffer }): unknown {
  if (status === 404) throw notFound('What the shop was asked for')
  if (status === 403) throw new RelayError('forbidden', 'The shop says that this does not fit.')
  if (status === 429) {
    throw new RelayError('rate_limited', 'The shop was asked too often. Try again in a while.', {
      retryAfter: 600,
    })
  }
  if (status !== 200) throw silent(`status ${status}`)
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    throw silent(error)
  }
}

function silent(cause: unknown): RelayError {
  const late = cause instanceof EgressError && cause.reason === 'timeout'
  return new RelayError(
    'unavailable',
    `The shop ${late ? 'did not answer in time' : 'gave no answer that makes sense'}. Nothing is lost; try again in a moment.`,
    { cause },
  )
}
