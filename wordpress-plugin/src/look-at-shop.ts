import { facts } from './facts'

/** Why the chat does not show, or `ok`. */
export type Finding =
  | 'ok'
  | 'not-reached'
  | 'coming-soon'
  | 'cache'
  | 'footer'
  | 'optimiser'
  | 'consent-tool'
  | 'no-consent-api'
  | 'csp'

/** A page of the shop as a shopper without cookies gets it. */
interface Page {
  status: number
  csp: string
  dom: Document
}

/** Fetches the shop's home page as a stranger and says what stands in the chat's way. */
export async function lookAtShop(consent: boolean): Promise<Finding> {
  const page = await visit(facts.shopUrl)
  if (!page) return 'not-reached'
  if (isComingSoon(page)) return 'coming-soon'
  const found = findingOf(page, consent)
  if (found !== 'footer') return found
  const fresh = await visit(`${facts.shopUrl}?loods-check=${Date.now()}`)
  return fresh && findingOf(fresh, consent) === 'ok' ? 'cache' : 'footer'
}

async function visit(url: string): Promise<Page | undefined> {
  try {
    const answer = await fetch(url, { credentials: 'omit', cache: 'no-store' })
    const dom = new DOMParser().parseFromString(await answer.text(), 'text/html')
    return { status: answer.status, csp: answer.headers.get('content-security-policy') ?? '', dom }
  } catch {
    return undefined
  }
}

function isComingSoon({ status, dom }: Page): boolean {
  const marks = 'body.woocommerce-coming-soon, meta[name="woo-coming-soon-page"]'
  return status === 503 || dom.querySelector(marks) !== null
}

function findingOf({ csp, dom }: Page, consent: boolean): Finding {
  const ours = [...dom.querySelectorAll<HTMLElement>('[data-site]')].find(
    ({ dataset }) => dataset.site === facts.siteKey,
  )
  if (!ours) return dom.getElementById('loods-page') ? 'optimiser' : 'footer'
  const type = ours.getAttribute('type') ?? ''
  if (type === 'text/plain') return 'consent-tool'
  if (!/^(text\/javascript|module)?$/.test(type) || !ours.hasAttribute('src')) return 'optimiser'
  if (consent && !dom.querySelector('script[src*="wp-consent-api"]')) return 'no-consent-api'
  return forbids(policiesOf(csp, dom)) ? 'csp' : 'ok'
}

function policiesOf(header: string, dom: Document): string[] {
  const meta = [...dom.querySelectorAll('meta[http-equiv="Content-Security-Policy" i]')]
  return [header, ...meta.map((tag) => tag.getAttribute('content') ?? '')].filter(Boolean)
}

/** Whether a policy keeps pages from the chat server. Several policies must all allow it. */
function forbids(policies: string[]): boolean {
  return policies.some((policy) => !allows(policy, new URL(facts.relay)))
}

function allows(policy: string, relay: URL): boolean {
  const directives = new Map(
    policy.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().toLowerCase().split(/\s+/)
      return [name, sources]
    }),
  )
  const sources = directives.get('connect-src') ?? directives.get('default-src')
  if (!sources) return true
  const scheme = relay.protocol
  return sources.some((source) => {
    if (source === '*' || source === scheme || source === relay.origin) return true
    if (source === relay.host || source === relay.hostname) return true
    return source === "'self'" && relay.origin === new URL(facts.shopUrl).origin
  })
}
