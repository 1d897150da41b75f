/**
 * Stands in the shop's pages instead of the widget where the chat waits for consent: fetches the
 * widget once the WP Consent API says that its category is allowed, and nothing before.
 */
interface ConsentWindow {
  wp_has_consent?(category: string): boolean
  loods?(command: 'consent', given: boolean): void
}

const own = document.currentScript as HTMLScriptElement
const { loader = '', consent = '', site = '', relay = '' } = own.dataset
let loaded = false

/** Whether this browser may remember that it was here before. */
function tell(): void {
  const api = window as ConsentWindow
  api.loods?.('consent', api.wp_has_consent?.('statistics') ?? false)
}

function look(): void {
  const api = window as ConsentWindow
  if (loaded) tell()
  if (loaded || !api.wp_has_consent?.(consent)) return
  loaded = true
  const script = document.createElement('script')
  script.src = loader
  script.dataset.site = site
  script.dataset.relay = relay
  script.addEventListener('load', tell)
  document.head.append(script)
}

document.addEventListener('wp_listen_for_consent_change', look)
document.addEventListener('wp_consent_type_defined', look)
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', look)
else look()
addEventListener('load', look)
