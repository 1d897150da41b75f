import { hash, verify } from '@node-rs/argon2'
import { RelayError } from '../errors.ts'

/** argon2id, 19 MiB, 2 passes, 1 lane: the OWASP minimum (Password Storage Cheat Sheet). */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Hashes at a time. The thread pool has four threads: one stays free for files and names. */
const IN_FLIGHT = 3
/** Hashes that may wait for a free thread, some 40 ms each; more is an attack or a mistake. */
const MOST_WAITING = 100

/** Makes and checks password hashes, few at a time: each costs 19 MiB and a core. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** @param stored what `hash` made; undefined takes as long and is false */
  verify(stored: string | undefined, password: string): Promise<boolean>
}

export function createPasswords(gate: Gate = createGate(IN_FLIGHT, MOST_WAITING)): Passwords {
  // Checked against when there is no such account, so that both refusals take as long.
  let nobody: Promise<string> | undefined
  return {
    hash: (password) => gate(() => hash(spelled(password), PARAMETERS)),
    async verify(stored, password) {
      nobody ??= hash('nobody has this password', PARAMETERS)
      const against = stored ?? (await nobody)
      const matches = await gate(() => verify(against, spelled(password)))
      return matches && stored !== undefined
    },
  }
}

/** The same keys give the same password on every system (NIST SP 800-63B, 5.1.1.2). */
function spelled(password: string): string {
  return password.normalize('NFKC')
}

/** Runs works, some at a time, the others in order. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>

/** @throws RelayError unavailable, from the gate, when more than `most` works already wait */
export function createGate(width: number, most: number): Gate {
  const waiting: Array<() => void> = []
  let running = 0

  async function enter(): Promise<void> {
    if (running < width) {
      running += 1
      return
    }
    if (waiting.length >= most) {
      throw new RelayError(
        'unavailable',
        'Too many people sign in at this moment. Nothing was lost; try again in a minute.',
        { retryAfter: 60 },
      )
    }
    await new Promise<void>((resolve) => waiting.push(resolve))
  }

  return async (work) => {
    await enter()
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
