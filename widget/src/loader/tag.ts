/** Where the widget belongs and where it came from, as its script element says. */
export interface Tag {
  siteKey: string
  /** Origin of the relay. */
  relay: string
  /** Address of loader.js itself; its lazy parts lie beside it. */
  src: string
  /** Where a theme's editor wants it, in the place of what the shop chose here. */
  side: string | undefined
}

/** Other products use data-site too; ours is a site key (T60). */
const SITE_KEY = /^[a-z0-9]{16,40}$/

/**
 * Finds the widget's own script element, also when an optimiser, a tag manager or `type="module"`
 * runs it without being the current script. The key may end the address as `?site=`, because tag
 * managers drop data attributes.
 */
export function findTag(): Tag | undefined {
  const scripts = [document.currentScript as HTMLScriptElement | null, ...document.scripts]
  return scripts.map(readTag).find((tag) => tag)
}

function readTag(script: HTMLScriptElement | null): Tag | undefined {
  if (!script?.src) return undefined
  const { dataset, src } = script
  const siteKey = dataset.site ?? src.split('?site=')[1] ?? ''
  if (!SITE_KEY.test(siteKey)) return undefined
  return { siteKey, relay: (dataset.relay ?? src).split('/', 3).join('/'), src, side: dataset.side }
}
