import type { Memory } from '@loods/protocol/manners'

const nameOf = (siteKey: string) => `loods.${siteKey}.quiet`

/** What this browser keeps of its shopper; nothing before an act or consent, or without storage. */
export function readMemory(siteKey: string): Memory | undefined {
  try {
    return JSON.parse(localStorage[nameOf(siteKey)])
  } catch {
    return undefined
  }
}

/** Keeps an act of the shopper; browsers may refuse. */
export function noteAct(siteKey: string, act: (memory: Memory) => void): void {
  const memory = { closed: {}, accepted: [], ...readMemory(siteKey), at: Date.now() }
  act(memory)
  keep(siteKey, memory)
}

/** With consent this browser keeps when it was first here; without it no longer. */
export function noteConsent(siteKey: string, given: boolean): void {
  const { seen, ...acts } = readMemory(siteKey) ?? { at: 0, closed: {}, accepted: [] }
  if (given) keep(siteKey, { ...acts, seen: seen ?? Date.now() })
  else if (acts.at > 0) keep(siteKey, acts)
  else if (seen) localStorage.removeItem(nameOf(siteKey))
}

function keep(siteKey: string, memory: Memory): void {
  try {
    localStorage[nameOf(siteKey)] = JSON.stringify(memory)
  } catch {}
}
