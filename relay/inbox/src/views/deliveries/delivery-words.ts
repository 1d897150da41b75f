import type { FailedDelivery } from '@loods/protocol'
import type { Words } from '../../i18n/words.ts'

/** What was to leave the relay, in the reader's words. */
export function kindWords({ deliveries }: Words, { kind }: FailedDelivery): string {
  return deliveries.kinds[kind] ?? deliveries.other
}

/** Why it was given up, in words where the relay's own few are known. */
export function reasonWords({ deliveries }: Words, { reason }: FailedDelivery): string {
  const [, code] = /^mail server: (.+)$/.exec(reason) ?? []
  if (code) return deliveries.mailServer(code)
  const [, words = reason, codes] = /^(.+?)(?: \(([\d, ]+)\))?$/.exec(reason) ?? []
  const known = deliveries.reasons[words]
  if (known === undefined) return deliveries.otherReason(reason || '?')
  return codes === undefined ? known : `${known} ${deliveries.codes(codes)}`
}
