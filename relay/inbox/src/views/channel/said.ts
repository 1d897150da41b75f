import type { Preview, PreviewKind } from '@loods/protocol'
import type { Words } from '../../i18n/words.ts'
import { clock } from '../../parts/time.ts'

/** What was said, as one line: what is more than text goes by its name. */
export function saidIn({ list }: Words, { kind, text, seconds }: Preview): string {
  const name = list.kinds[kind as PreviewKind]
  if (!name) return text
  if (kind === 'withdrawn' || kind === 'unsupported') return name
  return [name, text || (seconds && clock(seconds * 1_000))].filter(Boolean).join(' · ')
}
