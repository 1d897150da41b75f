/**
 * Names a message before it is sent: the time, so that the relay stores what belongs together side by
 * side, then 80 random bits. `crypto.randomUUID` is missing on plain http.
 */
export function newCid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  const random = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return Date.now().toString(16).padStart(12, '0') + random
}
