import type { Language } from '@loods/protocol'
import type { words } from './en.ts'

/** Every word about the risk score; a language that misses one does not compile. */
export type RiskWords = typeof words

/** Loads the words of one language. */
export async function loadRiskWords(language: Language): Promise<RiskWords> {
  const file = language === 'nl' ? await import('./nl.ts') : await import('./en.ts')
  return file.words
}
