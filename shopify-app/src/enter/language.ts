import type { Language } from '@loods/protocol'

/** Of ours the one closest to a locale such as `nl-BE`. */
export function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('nl') ? 'nl' : 'en'
}
