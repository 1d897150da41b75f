/** Small things kept in this browser, under one prefix. Storage that is full or forbidden loses them, nothing else. */
export interface Keep {
  read<T>(key: string): T | undefined
  write(key: string, value: unknown): void
  remove(key: string): void
  keys(): string[]
}

export function createKeep(storage: Storage | undefined, prefix: string): Keep {
  const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      return storage && work(storage)
    } catch {
      return undefined
    }
  }
  return {
    read: (key) => attempt((it) => JSON.parse(it.getItem(prefix + key) ?? 'null') ?? undefined),
    write: (key, value) => attempt((it) => it.setItem(prefix + key, JSON.stringify(value))),
    remove: (key) => attempt((it) => it.removeItem(prefix + key)),
    keys: () =>
      attempt((it) =>
        Object.keys(it)
          .filter((key) => key.startsWith(prefix))
          .map((key) => key.slice(prefix.length)),
      ) ?? [],
  }
}

/** The browser's own storage, or undefined where it is forbidden. */
export function browserStorage(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}
