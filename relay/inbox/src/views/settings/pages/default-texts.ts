import type { Language } from '@loods/protocol'

/** What the widget says where the merchant left a text empty, to show as an example. */
export const DEFAULT_TEXTS: Record<Language, { greeting: string; away: string; consent: string }> =
  {
    en: {
      greeting: 'Hello. What can we help you with?',
      away: 'We are closed now. Leave your question and we will get back to you.',
      consent: 'We use this chat to help you and keep it for a limited time.',
    },
    nl: {
      greeting: 'Hallo. Waarmee kunnen we je helpen?',
      away: 'We zijn nu dicht. Laat je vraag achter, dan hoor je van ons.',
      consent: 'We gebruiken deze chat om je te helpen en bewaren hem beperkte tijd.',
    },
  }
