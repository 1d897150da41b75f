/** Where views of pages go for which there is no room. */
export const OTHER_PAGES = '/:other'

/** The page keys of a site: so many and no more, whatever addresses are sent. */
export interface PageKeyBudget {
  /** The key under which a view is counted: its own while there is room, else the bucket for others. */
  admit(key: string): string
}

/**
 * @param known keys that were counted before; they stay, should they be more than the limit too
 * @param limit keys of a site
 */
export function createPageKeyBudget(known: Iterable<string>, limit: number): PageKeyBudget {
  const keys = new Set(known)
  return {
    admit(key) {
      if (keys.has(key)) return key
      if (keys.size >= limit) return OTHER_PAGES
      keys.add(key)
      return key
    },
  }
}

/**
 * Chooses what stays known from one day to the next: the busiest pages. What was made up to fill the
 * budget was seen once, and leaves room again.
 * @param visits of late, of each key
 * @param room keys to keep; fewer than the limit, so that new pages find a place
 */
export function busiestKeys(visits: ReadonlyMap<string, number>, room: number): string[] {
  return [...visits]
    .filter(([key]) => key !== OTHER_PAGES)
    .sort(([one, fewer], [other, more]) => more - fewer || one.localeCompare(other))
    .slice(0, room)
    .map(([key]) => key)
}
