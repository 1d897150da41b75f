import apiFetch from '@wordpress/api-fetch'
import { Button, Card, CardBody, Notice } from '@wordpress/components'
import { useEffect, useState } from '@wordpress/element'
import { __, sprintf } from '@wordpress/i18n'
import { facts } from './facts'
import { type Finding, lookAtShop } from './look-at-shop'

/** What the relay knows of the link. */
interface Status {
  state: 'on' | 'off'
  seen?: { at: number; page: string }
  refused?: { at: number; origin: string }
}

/** Milliseconds between looks: whoever opens the shop beside this page sees it counted. */
const LOAD_AGAIN = 10_000

/** Whether the chat shows in the shop, or why not; with a button that goes and looks. */
export function StatusCard({ enabled, consent }: { enabled: boolean; consent: boolean }) {
  const [status, setStatus] = useState<Status>()
  const [refusal, setRefusal] = useState<string>()
  const [finding, setFinding] = useState<Finding | 'busy'>()

  async function load(): Promise<void> {
    try {
      setStatus(await apiFetch<Status>({ path: '/loods/v1/status' }))
      setRefusal(undefined)
    } catch (error) {
      setRefusal((error as Error).message)
    }
  }

  useEffect(() => {
    void load()
    const timer = setInterval(() => document.hidden || void load(), LOAD_AGAIN)
    return () => clearInterval(timer)
  }, [])

  async function check(): Promise<void> {
    setFinding('busy')
    setFinding(await lookAtShop(consent))
    await load()
  }

  return (
    <Card>
      <CardBody>
        <p className="loods-status" role="status">
          <span className={`loods-lamp ${lampOf(enabled, refusal, status)}`} aria-hidden="true" />
          {refusal ??
            (enabled ? seenText(status) : __('The chat is switched off here.', 'loods-live-chat'))}
        </p>
        {status?.refused && (!status.seen || status.refused.at > status.seen.at) && (
          <Notice status="warning" isDismissible={false}>
            {sprintf(
              // translators: %s: address of a web site.
              __(
                'A page at %s asked for the chat and did not get it: that address is not your shop’s. Add it in the inbox, under Settings, Install, if it is yours.',
                'loods-live-chat',
              ),
              status.refused.origin,
            )}
          </Notice>
        )}
        <Button
          variant="secondary"
          isBusy={finding === 'busy'}
          disabled={finding === 'busy' || !enabled}
          onClick={() => void check()}
        >
          {__('Check my shop', 'loods-live-chat')}
        </Button>
        {finding && finding !== 'busy' && <Advice finding={finding} />}
      </CardBody>
    </Card>
  )
}

function lampOf(enabled: boolean, refusal: string | undefined, status: Status | undefined): string {
  if (refusal) return 'is-red'
  return enabled && status?.seen ? 'is-green' : 'is-grey'
}

function seenText(status: Status | undefined): string {
  if (!status) return __('Looking…', 'loods-live-chat')
  if (!status.seen) {
    return __('The chat has not been seen in your shop yet.', 'loods-live-chat')
  }
  return sprintf(
    // translators: 1: such as "just now" or "12 seconds ago", 2: path of a page.
    __('The chat was seen in your shop %1$s, on %2$s.', 'loods-live-chat'),
    ago(Date.now() - status.seen.at),
    pathOf(status.seen.page),
  )
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

/** Seconds that are not worth counting. */
const JUST_NOW = 5

function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  if (seconds < JUST_NOW) return __('just now', 'loods-live-chat')
  const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(facts.language).format(-Math.floor(seconds / size), unit)
}

function pathOf(page: string): string {
  try {
    return new URL(page, facts.shopUrl).pathname
  } catch {
    return page
  }
}

function Advice({ finding }: { finding: Finding }) {
  return (
    <Notice status={finding === 'ok' ? 'success' : 'warning'} isDismissible={false}>
      {adviceOn(finding)}
    </Notice>
  )
}

function adviceOn(finding: Finding): string {
  switch (finding) {
    case 'ok':
      return __(
        'The chat stands in your home page as it should. Open your shop to see it.',
        'loods-live-chat',
      )
    case 'not-reached':
      return __(
        'Your home page could not be fetched from here. Open it in another window, and see whether a password or a firewall keeps strangers out.',
        'loods-live-chat',
      )
    case 'coming-soon':
      return __(
        'Your shop shows a “coming soon” or maintenance page, so shoppers see no chat yet. Put the shop live (in WooCommerce: Settings, Site visibility).',
        'loods-live-chat',
      )
    case 'cache':
      return __(
        'A cache still serves an older copy of your home page, from before the chat. Empty the cache of your cache plugin or your host.',
        'loods-live-chat',
      )
    case 'footer':
      return __(
        'The chat’s script is not in your home page. If the chat is not hidden on the home page below, your theme leaves out WordPress’s footer (wp_footer): ask its maker, or try another theme.',
        'loods-live-chat',
      )
    case 'optimiser':
      return __(
        'A plugin that speeds up pages changed the chat’s script, so that it may not run. Leave out “loods-live-chat” in that plugin’s settings for JavaScript (delay, combine, defer).',
        'loods-live-chat',
      )
    case 'consent-tool':
      return __(
        'Your consent tool holds the chat back until a shopper agrees. The chat stores nothing before somebody writes: put it among the functional scripts of that tool to show it to everybody.',
        'loods-live-chat',
      )
    case 'no-consent-api':
      return __(
        'The chat waits for consent, but no consent tool speaks to it, so it never shows. Install “WP Consent API” beside your consent tool, or let the chat load always.',
        'loods-live-chat',
      )
    case 'csp':
      return sprintf(
        // translators: %s: address of the chat server.
        __(
          'Your shop sends a Content-Security-Policy that keeps its pages from the chat server. Add %s to connect-src in it.',
          'loods-live-chat',
        ),
        new URL(facts.relay).origin,
      )
  }
}
