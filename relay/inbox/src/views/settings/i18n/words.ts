import type { Language } from '@loods/protocol'
import type { words } from './en.ts'

/** Every word of the settings; a language that misses one does not compile. */
export type SettingsWords = typeof words

/** Loads the settings' words of one language. */
export async function loadSettingsWords(language: Language): Promise<SettingsWords> {
  const file = language === 'nl' ? await import('./nl.ts') : await import('./en.ts')
  return file.words
}
