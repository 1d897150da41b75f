import type { Language } from '@loods/protocol'
import type { words } from './en.ts'

/** Every word of the page of one trigger; a language that misses one does not compile. */
export type EditorWords = typeof words

/** Loads the words of one language. */
export async function loadEditorWords(language: Language): Promise<EditorWords> {
  const file = language === 'nl' ? await import('./nl.ts') : await import('./en.ts')
  return file.words
}
