import type { Language, SiteSettings } from '@loods/protocol'
import { DEFAULT_MANNERS } from '@loods/protocol/manners'

/** Languages of shops around us, as their addresses begin. */
const LANGUAGES = ['nl', 'en', 'de', 'fr', 'es', 'it', 'nl-nl', 'nl-be', 'en-gb', 'en-us']

/** What a new shop starts with: everything works, nothing needs to be filled in first. */
export function defaultSettings(options: {
  name: string
  language: Language
  timeZone: string
  origins?: string[]
  color?: string
}): SiteSettings {
  return {
    name: options.name,
    language: options.language,
    timeZone: options.timeZone,
    origins: options.origins ?? [],
    look: {
      color: options.color ?? '#0b4f6c',
      side: 'right',
      offsetX: 20,
      offsetY: 20,
      icon: 'chat',
      theme: 'auto',
    },
    texts: { nl: {}, en: {} },
    availability: 'open',
    showTeam: true,
    beside: { whatsapp: 'away', messenger: 'never' },
    retentionDays: 365,
    measuring: true,
    pageRules: { languages: LANGUAGES, merge: [], split: [] },
    manners: DEFAULT_MANNERS,
    automaticTriggers: false,
    enforceIdentity: false,
  }
}
