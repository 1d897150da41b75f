/** Whether the shopper acted in this visit: chatted, opened the panel, or sent a prompt away. */
export interface Quiet {
  acted(): boolean
  /** @param keep also on the next pages of this tab; only where the shopper did it, not the page */
  remember(keep: boolean): void
}

export function createQuiet(siteKey: string): Quiet {
  const key = `loods.${siteKey}.quiet`
  let acted = attempt(() => sessionStorage.getItem(key) !== null) ?? false
  return {
    acted: () => acted,
    remember(keep) {
      acted = true
      if (keep) attempt(() => sessionStorage.setItem(key, '1'))
    },
  }
}

/** Browsers may refuse storage; then the page remembers for as long as it lives. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
