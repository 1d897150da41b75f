/** Whether the shopper acted in this visit: chatted, opened the panel, or sent a prompt away. */
export interface Quiet {
  acted(): boolean
  /** Remembers it for this tab's visit; called only because the shopper acted. */
  remember(): void
}

export function createQuiet(siteKey: string): Quiet {
  const key = `loods.${siteKey}.quiet`
  let acted = false
  try {
    acted = sessionStorage.getItem(key) !== null
  } catch {}
  return {
    acted: () => acted,
    remember() {
      acted = true
      try {
        sessionStorage.setItem(key, '1')
      } catch {}
    },
  }
}
