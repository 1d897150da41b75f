import * as v from 'valibot'
import { id } from '../ids.ts'
import { lineText } from '../text.ts'

const tagEntries = {
  name: lineText(40),
  color: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/, 'is not a colour such as #0b4f6c')),
}

/** A word members sort conversations by. */
export const tag = v.object({ id, ...tagEntries })
export type Tag = v.InferOutput<typeof tag>

export const newTag = v.strictObject(tagEntries)
export type NewTag = v.InferOutput<typeof newTag>
export const tagChange = v.partial(newTag)
export type TagChange = v.InferOutput<typeof tagChange>
export const tagsAnswer = v.object({ tags: v.array(tag) })
export type TagsAnswer = v.InferOutput<typeof tagsAnswer>
