import type { Language } from '@loods/protocol'
import type { words } from './en.ts'

/** Every word of connecting channels; a language that misses one does not compile. */
export type ChannelWords = typeof words

/** Loads the words of one language. */
export async function loadChannelWords(language: Language): Promise<ChannelWords> {
  const file = language === 'nl' ? await import('./nl.ts') : await import('./en.ts')
  return file.words
}
