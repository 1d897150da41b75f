const RANDOM_LENGTH = 13

/**
 * A sender's own id of a message: the time, then 78 random bits; 21 characters. What sorts by time
 * the relay stores side by side.
 * @param now milliseconds, UTC
 * @param fill crypto's random bytes
 */
export function createCid(now: number, fill: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(RANDOM_LENGTH)
  fill(bytes)
  const random = btoa(String.fromCharCode(...bytes)).slice(0, RANDOM_LENGTH)
  return now.toString(36).padStart(8, '0') + random.replaceAll('+', '-').replaceAll('/', '_')
}
