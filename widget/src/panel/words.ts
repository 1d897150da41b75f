import type { Language } from '@loods/protocol'
import type { Messages } from '../i18n/en.ts'
import type { MoreMessages } from '../i18n/more/en.ts'
import type { View } from './view.ts'

/** Loads the words an opened panel needs. */
export async function loadWords(language: Language): Promise<Messages> {
  const { messages } = await (language === 'nl' ? import('../i18n/nl.ts') : import('../i18n/en.ts'))
  return messages
}

/** Loads the words of the parts that come later. */
export async function loadMore(language: Language): Promise<MoreMessages> {
  const { messages } = await (language === 'nl'
    ? import('../i18n/more/nl.ts')
    : import('../i18n/more/en.ts'))
  return messages
}

/** All words, for a part that came together with its own. */
export function allWords({ words }: View): Messages & MoreMessages {
  return words as Messages & MoreMessages
}

/** Puts values in the places a text leaves for them. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''))
}

/** A wait in the largest unit that keeps it honest: seconds to 90, minutes to 90, then hours. */
export function wait(seconds: number): { unit: 'Seconds' | 'Minutes' | 'Hours'; n: number } {
  if (seconds <= 90) return { unit: 'Seconds', n: Math.max(10, Math.ceil(seconds / 10) * 10) }
  const minutes = Math.ceil(seconds / 60)
  return minutes <= 90
    ? { unit: 'Minutes', n: minutes }
    : { unit: 'Hours', n: Math.ceil(minutes / 60) }
}
