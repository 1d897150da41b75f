import { createHmac } from 'node:crypto'

/** JSON.rawJSON, which TypeScript does not know yet. */
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown }

/**
 * JSON as Meta writes it: everything beyond ASCII as \uXXXX in lower case and "/" as "\/", so whoever
 * checks the signature over anything but the bytes that came finds it broken. A bigint becomes a
 * number with all its digits (ids of templates are beyond 2^53).
 */
export function encode(body: unknown): string {
  const json = JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'bigint' ? rawJSON(String(value)) : value,
  )
  return json
    .replaceAll('/', '\\/')
    .replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The X-Hub-Signature-256 of exactly these bytes. */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}
