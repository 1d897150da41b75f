import type { Language } from '@loods/protocol'
import type { words } from './en.ts'

/** Every word about simulated shoppers; a language that misses one does not compile. */
export type SimulatedWords = typeof words

/** Loads the words of one language. */
export async function loadSimulatedWords(language: Language): Promise<SimulatedWords> {
  const file = language === 'nl' ? await import('./nl.ts') : await import('./en.ts')
  return file.words
}
