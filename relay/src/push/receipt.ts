import { createHmac } from 'node:crypto'
import { equalSecrets } from '../crypto/secrets.ts'

/**
 * What a service worker posts back once it showed a notification. Only the device it was encrypted
 * for can know it, so it needs no sign-in.
 */
export function writeReceipt(key: Buffer, deviceId: string): string {
  return `${deviceId}.${sign(key, deviceId)}`
}

/** The device a receipt speaks for; undefined for anything we did not write. */
export function readReceipt(key: Buffer, receipt: string): string | undefined {
  const [deviceId = '', signature = ''] = receipt.split('.')
  return equalSecrets(signature, sign(key, deviceId)) ? deviceId : undefined
}

function sign(key: Buffer, deviceId: string): string {
  return createHmac('sha256', key).update(deviceId).digest('base64url')
}
