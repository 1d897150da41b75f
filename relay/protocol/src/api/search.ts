import * as v from 'valibot'
import { conversation } from '../entities.ts'
import { seqNumber } from '../ids.ts'

/** Words, each also as the beginning of a longer one; case and accents do not matter. */
export const searchQuery = v.object({ q: v.pipe(v.string(), v.maxLength(200)) })

export const searchResult = v.object({
  conversation,
  /** The words around what was found, as plain text. */
  snippet: v.string(),
  /** Place in the thread of the message found; absent when the contact was found. */
  seq: v.optional(seqNumber),
})
export type SearchResult = v.InferOutput<typeof searchResult>

export const searchAnswer = v.object({
  /** Newest first, each conversation once. */
  results: v.array(searchResult),
})
export type SearchAnswer = v.InferOutput<typeof searchAnswer>
