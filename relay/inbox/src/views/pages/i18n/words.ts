import type { Language } from '@loods/protocol'
import type { words } from './en.ts'

/** Every word of proposals and page rules; a language that misses one does not compile. */
export type ProposalWords = typeof words

/** Loads the words of one language. */
export async function loadProposalWords(language: Language): Promise<ProposalWords> {
  const file = language === 'nl' ? await import('./nl.ts') : await import('./en.ts')
  return file.words
}
