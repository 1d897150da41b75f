import type { Language } from '@loods/protocol'
import type { words } from './en.ts'

/** Every word of the triggers' list; a language that misses one does not compile. */
export type TriggerWords = typeof words

/** Loads the words of one language. */
export async function loadTriggerWords(language: Language): Promise<TriggerWords> {
  const file = language === 'nl' ? await import('./nl.ts') : await import('./en.ts')
  return file.words
}
