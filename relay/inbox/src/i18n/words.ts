import type { Language } from '@loods/protocol'
import type { words } from './en.ts'

/** Every word of the inbox; a language that misses one does not compile. */
export type Words = typeof words

/** Loads the words of one language; only that one is fetched. */
export async function loadWords(language: Language): Promise<Words> {
  const file = language === 'nl' ? await import('./nl.ts') : await import('./en.ts')
  return file.words
}

/** The first of these that we speak, else English. */
export function pickLanguage(wanted: readonly (string | undefined)[]): Language {
  const short = wanted.map((name) => name?.slice(0, 2).toLowerCase())
  const known = short.find((name) => name === 'nl' || name === 'en')
  return (known as Language | undefined) ?? 'en'
}

/** Name for Intl: how dates and amounts are written. */
export function localeOf(language: Language): string {
  return language === 'nl' ? 'nl-NL' : 'en-GB'
}
