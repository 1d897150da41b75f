import type { Core } from '../core.ts'
import type { Category } from '../templates/template.ts'
import type { Entry, Thread } from '../world/threads.ts'
import { isFreeEntry, isWindowOpen } from '../world/window.ts'
import { inSeconds } from './metadata.ts'
import type { Status } from './statuses.ts'

/**
 * What a status says of the price: with "sent" and the first of "delivered" and "read". Since July
 * 2025 a message without a template is free, utility is free inside the window, everything is free
 * for 72 hours after an ad. `conversation` comes only with the last (v24.0).
 */
export function priceOf(core: Core, entry: Entry, status: Status): object {
  if (!['sent', 'delivered', 'read'].includes(status) || entry.type === 'reaction') return {}
  const thread = core.threads.find(entry.id)?.thread
  if (!thread) return {}
  const fromAd = isFreeEntry(thread, entry.at)
  return {
    ...(fromAd && { conversation: conversationOf(thread, status) }),
    pricing: pricingOf(categoryOf(core, entry, thread), isWindowOpen(thread, entry.at), fromAd),
  }
}

function categoryOf(core: Core, entry: Entry, thread: Thread): Category | undefined {
  if (entry.type !== 'template') return undefined
  const { name, language } = entry.content as { name: string; language: { code: string } }
  const wabaId = core.world.numbers.get(thread.accountId)?.wabaId ?? ''
  return core.templates.named(wabaId, name, language.code)?.category
}

function pricingOf(category: Category | undefined, windowOpen: boolean, fromAd: boolean): object {
  const free = !category || (category === 'UTILITY' && windowOpen)
  const type = fromAd ? 'free_entry_point' : free ? 'free_customer_service' : 'regular'
  return {
    billable: type === 'regular',
    pricing_model: 'PMP',
    type,
    category: category?.toLowerCase() ?? 'service',
  }
}

function conversationOf(thread: Thread, status: Status): object {
  return {
    id: `${thread.accountId}${thread.personId}`,
    ...(status === 'sent' && {
      expiration_timestamp: inSeconds(thread.freeEntryUntil ?? 0),
    }),
    origin: { type: 'referral_conversion' },
  }
}
