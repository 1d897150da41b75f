import type { Language } from '@loods/protocol'
import type { words as english } from './en.ts'

/** Every word of the page; a language that misses one does not compile. */
export type Words = typeof english

/** Loads the words of one language. */
export async function loadWords(language: Language): Promise<Words> {
  const { words } = language === 'nl' ? await import('./nl.ts') : await import('./en.ts')
  return words
}
