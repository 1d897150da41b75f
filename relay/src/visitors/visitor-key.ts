import { createHash, randomBytes } from 'node:crypto'

/** Milliseconds after which a browser can no longer be told to be the same one. */
const SALT_LIFE = 86_400_000

/** What a request says of the browser it came from. */
export interface Browser {
  address: string
  agent: string
}

/**
 * Names a browser for a day without knowing it: a hash of address and agent under a salt that is
 * made anew each day, is never stored, and is forgotten. Gives the key of today and of yesterday,
 * so that a visit over midnight stays one.
 */
export function createVisitorKeys(clock: () => number) {
  let madeAt = clock()
  let today = randomBytes(32)
  let yesterday = randomBytes(32)

  function turn(): void {
    const now = clock()
    if (now - madeAt < SALT_LIFE) return
    yesterday = now - madeAt < 2 * SALT_LIFE ? today : randomBytes(32)
    today = randomBytes(32)
    madeAt = now
  }

  const hash = (salt: Buffer, parts: string[]) =>
    createHash('sha256').update(salt).update(JSON.stringify(parts)).digest('base64url')

  return (siteId: string, { address, agent }: Browser): [string, string] => {
    turn()
    const parts = [siteId, address, agent]
    return [hash(today, parts), hash(yesterday, parts)]
  }
}
