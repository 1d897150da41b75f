import type { Memory } from '@loods/protocol/manners'

const nameOf = (siteKey: string) => `loods.${siteKey}.quiet`

/** What this browser keeps of its shopper's own acts; nothing before there is one, or without storage. */
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
  try {
    localStorage[nameOf(siteKey)] = JSON.stringify(memory)
  } catch {}
}
