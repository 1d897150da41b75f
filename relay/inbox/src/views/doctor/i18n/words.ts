import type { Language } from '@loods/protocol'
import type { words } from './en.ts'

/** Every word of the doctor's screen; a language that misses one does not compile. */
export type DoctorWords = typeof words

/** Loads the words of one language. */
export async function loadDoctorWords(language: Language): Promise<DoctorWords> {
  const file = language === 'nl' ? await import('./nl.ts') : await import('./en.ts')
  return file.words
}
