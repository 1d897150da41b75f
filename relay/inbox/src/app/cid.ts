/** 128 random bits as text: names a message before it is sent. `crypto.randomUUID` is missing on plain http. */
export function newCid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
