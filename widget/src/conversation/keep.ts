import type { Environment } from './environment.ts'

/** Small things kept in the browser between pages, under one prefix. */
export interface Keep {
  /** What was kept under a name; undefined when nothing was. */
  read(name: string): string | undefined
  /** Keeps a text; an empty one is forgotten. */
  write(name: string, text: string): void
  /** Names kept that begin so. */
  names(start: string): string[]
}

/**
 * localStorage, because it writes at once: a message is safe before its first attempt, even when the
 * page goes the next moment. Where storage is refused the page remembers for as long as it lives.
 */
export function createKeep(env: Pick<Environment, 'storage'>, prefix: string): Keep {
  const memory = new Map<string, string>()
  const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      const storage = env.storage()
      return storage && work(storage as Storage)
    } catch {
      return undefined
    }
  }
  return {
    read: (name) =>
      memory.get(name) ?? attempt((storage) => storage.getItem(prefix + name)) ?? undefined,
    write(name, text) {
      memory.delete(name)
      const kept = attempt((storage) => {
        if (text) storage.setItem(prefix + name, text)
        else storage.removeItem(prefix + name)
        return true
      })
      if (!kept && text) memory.set(name, text)
    },
    names(start) {
      const stored = attempt((storage) =>
        Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '')
          .filter((key) => key.startsWith(prefix + start))
          .map((key) => key.slice(prefix.length)),
      )
      const own = [...memory.keys()].filter((name) => name.startsWith(start))
      return [...new Set([...(stored ?? []), ...own])]
    },
  }
}
