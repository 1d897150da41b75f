import type { Elsewhere } from '@loods/protocol'

/** What networks call themselves. */
export const APPS: Record<Elsewhere, string> = { whatsapp: 'WhatsApp', messenger: 'Messenger' }
