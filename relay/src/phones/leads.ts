import { type Language, type Message, spacedPhone } from '@loods/protocol'
import type { PhoneDeps } from './phone-deps.ts'
import { phoneWords } from './words.ts'

/**
 * Messages of a thread as a phone is told of them: a line that says what a shopper left behind reads
 * as their words, with where to reach them, until somebody has dealt with it.
 */
export function withLeads(
  { openLead }: Pick<PhoneDeps, 'openLead'>,
  siteId: string,
  messages: Message[],
  language: Language,
): Promise<Message[]> {
  return Promise.all(
    messages.map(async (message): Promise<Message> => {
      const { code, data } = message.line ?? {}
      if (code !== 'lead') return message
      const lead = await openLead(siteId, String(data?.leadId ?? ''))
      if (!lead) return message
      const words = phoneWords(language)
      const text =
        lead.kind === 'phone' ? words.callBack(spacedPhone(lead.value)) : words.mailBack(lead.value)
      return { ...message, kind: 'text', text }
    }),
  )
}
