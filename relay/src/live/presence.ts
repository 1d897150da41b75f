/** Who of a site's team has a live inbox, counted by socket. In memory: it is true only now. */
export interface Presence {
  enter(siteId: string, memberId: string): void
  leave(siteId: string, memberId: string): void
  /** Ids of members online, each once. */
  online(siteId: string): string[]
}

/** @param onChange called when somebody comes or goes, with the site */
export function createPresence(onChange: (siteId: string) => void): Presence {
  const sites = new Map<string, Map<string, number>>()

  function add(siteId: string, memberId: string, step: 1 | -1): void {
    const members = sites.get(siteId) ?? new Map<string, number>()
    const count = (members.get(memberId) ?? 0) + step
    if (count > 0) members.set(memberId, count)
    else members.delete(memberId)
    if (members.size > 0) sites.set(siteId, members)
    else sites.delete(siteId)
    if (count === (step === 1 ? 1 : 0)) onChange(siteId)
  }

  return {
    enter: (siteId, memberId) => add(siteId, memberId, 1),
    leave: (siteId, memberId) => add(siteId, memberId, -1),
    online: (siteId) => [...(sites.get(siteId)?.keys() ?? [])],
  }
}
