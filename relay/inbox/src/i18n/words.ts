import type { Language } from '@loods/protocol'
import type { words as viewWords } from '../views/words/en.ts'
import type { words as firstWords } from './en.ts'

/** What the first view says; a language that misses a word does not compile. */
export type FirstWords = typeof firstWords

/** What the views after it say. */
export type ViewWords = typeof viewWords

/** Every word of the inbox. Those of later views have arrived before a view that needs them is shown. */
export type Words = FirstWords & ViewWords

/** Loads the words of one language: the first view's at once, the others with `fetchViewWords`. */
export async function loadWords(language: Language): Promise<Words> {
  const file = language === 'nl' ? await import('./nl.ts') : await import('./en.ts')
  return { ...file.words } as Words
}

/** Adds the words of the later views; done once. */
export async function fetchViewWords(words: Words, language: Language): Promise<void> {
  if ('thread' in words) return
  const file =
    language === 'nl' ? await import('../views/words/nl.ts') : await import('../views/words/en.ts')
  Object.assign(words, file.words)
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
