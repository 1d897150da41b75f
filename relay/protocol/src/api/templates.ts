import * as v from 'valibot'
import { id, timestamp } from '../ids.ts'
import { plainText } from '../text.ts'

export const templateCategory = v.picklist(['utility', 'marketing', 'authentication'])
export type TemplateCategory = v.InferOutput<typeof templateCategory>

/** Only `approved` ones can be sent. */
export const templateStatus = v.picklist([
  'approved',
  'pending',
  'rejected',
  'paused',
  'disabled',
  'archived',
  'deleted',
])
export type TemplateStatus = v.InferOutput<typeof templateStatus>

/** Letters a name may have, and an underscore between words. */
const templateName = v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,512}$/, 'is not a template name'))
/** As the channel writes it: nl, en_US. */
const templateLanguage = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(_[A-Z]{2})?$/))

const templateButton = v.object({
  type: v.picklist(['quick_reply', 'url', 'phone_number', 'other']),
  text: v.string(),
  url: v.optional(v.string()),
})

/** A text the channel has approved, to be sent while no free answer may be. */
export const template = v.object({
  id,
  channelId: id,
  name: v.string(),
  language: v.string(),
  category: templateCategory,
  status: templateStatus,
  /** Why it was rejected, paused or disabled, in the channel's words. */
  reason: v.optional(v.string()),
  header: v.optional(v.string()),
  /** With its variables in double braces. */
  body: v.string(),
  footer: v.optional(v.string()),
  buttons: v.array(templateButton),
  /** Names of what is to be filled in, header's first: numbers or words; a header's number is `header_1`. */
  variables: v.array(v.string()),
  /** What the review was shown in the place of its variables, where that is known. */
  examples: v.record(v.string(), v.string()),
  /** Whether words alone fill it in: it wants no picture, code or address of somebody's own. */
  wordsOnly: v.boolean(),
  /** Whether it can be sent from here. */
  usable: v.boolean(),
  updatedAt: timestamp,
})
export type Template = v.InferOutput<typeof template>

/** A template to be sent, with what its variables say. */
export const templateUse = v.strictObject({
  id,
  values: v.record(v.pipe(v.string(), v.maxLength(100)), plainText(1_024)),
})
export type TemplateUse = v.InferOutput<typeof templateUse>

const buttonText = plainText(25)
/** Addresses are the same for everybody: nothing in them is filled in. */
const buttonUrl = v.pipe(v.string(), v.trim(), v.regex(/^https:\/\/[^\s{}]+$/), v.maxLength(2_000))

const draftButton = v.variant('type', [
  v.strictObject({ type: v.literal('quick_reply'), text: buttonText }),
  v.strictObject({ type: v.literal('url'), text: buttonText, url: buttonUrl }),
])

/** What a member writes of a template; the channel reviews it. */
export const templateDraft = v.strictObject({
  name: templateName,
  language: templateLanguage,
  category: v.picklist(['utility', 'marketing']),
  header: v.optional(plainText(60)),
  body: plainText(1_024),
  footer: v.optional(plainText(60)),
  /** An example for each variable, which the review asks for; the header's are `header_1` where it is numbered. */
  examples: v.record(v.pipe(v.string(), v.maxLength(100)), plainText(200)),
  /** Ten at most, two of them links. */
  buttons: v.optional(
    v.pipe(
      v.array(draftButton),
      v.maxLength(10),
      v.check((all) => all.filter(({ type }) => type === 'url').length <= 2, 'two links at most'),
    ),
  ),
})
export type TemplateDraft = v.InferOutput<typeof templateDraft>

/** What is written anew; name and language stay. */
export const templateChange = v.omit(templateDraft, ['name', 'language'])
export type TemplateChange = v.InferOutput<typeof templateChange>

export const templatesAnswer = v.object({ templates: v.array(template) })
export type TemplatesAnswer = v.InferOutput<typeof templatesAnswer>
