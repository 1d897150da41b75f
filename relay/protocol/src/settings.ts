import * as v from 'valibot'
import { elsewhere } from './api/handover.ts'
import { conditionsOf } from './conditions.ts'
import { availabilityState, language, pageKind } from './entities.ts'
import { id, siteKey, timestamp } from './ids.ts'
import { lineText, plainText } from './text.ts'
import { type TriggerRule, triggerRule } from './trigger-rule.ts'

const color = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/, 'is not a colour such as #0b4f6c'))
const offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(400))

/** How the widget looks: the merchant's own. Text colours are chosen by contrast, not set. */
export const look = v.strictObject({
  color,
  side: v.picklist(['right', 'left']),
  /** Pixels from the side and from the bottom. */
  offsetX: offset,
  offsetY: offset,
  icon: v.picklist(['chat', 'question', 'wave']),
  theme: v.picklist(['auto', 'light', 'dark']),
})
export type Look = v.InferOutput<typeof look>

/** The merchant's words in one language. An absent one is said in ours. */
export const siteTexts = v.strictObject({
  /** First bubble in an empty panel. */
  greeting: v.optional(plainText(500)),
  /** Word beside the launcher's icon. */
  launcher: v.optional(lineText(40)),
  /** What the panel says while the shop is away. */
  away: v.optional(plainText(500)),
  /** One line about privacy under an empty panel. */
  consent: v.optional(lineText(200)),
})
export type SiteTexts = v.InferOutput<typeof siteTexts>

const httpsUrl = v.pipe(v.string(), v.maxLength(500), v.url(), v.regex(/^https?:\/\//))

/** When the launcher shows another way to write, where the shop has one. */
export const besideChat = v.picklist(['never', 'away', 'always'])
export type BesideChat = v.InferOutput<typeof besideChat>

/** `https://shop.example`, or `https://*.shop.example` for every host under it. */
export const originPattern = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(
    /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/,
    'is not an address such as https://shop.example',
  ),
)

const pagePattern = v.pipe(v.string(), v.minLength(1), v.maxLength(300))

/** What a merchant says of which pages are counted as one. Patterns as in triggers: `*` for anything. */
export const pageRules = v.strictObject({
  /** First path segments that are a language and no page, such as `nl` and `en-gb`. */
  languages: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]{2})?$/))),
    v.maxLength(30),
  ),
  /** Pages that count as one, under this key; the first that fits. */
  merge: v.pipe(
    v.array(v.strictObject({ pattern: pagePattern, key: pagePattern })),
    v.maxLength(50),
  ),
  /** Pages that stay themselves where others are merged, or grouped by their template. */
  split: v.pipe(v.array(pagePattern), v.maxLength(50)),
})
export type PageRules = v.InferOutput<typeof pageRules>

/** From where to where a shop may change its manners. */
export const MANNERS_BOUNDS = {
  perVisit: { least: 1, most: 3 },
  perWeek: { least: 1, most: 10 },
  early: { least: 3, most: 600 },
  cartPause: { least: 2, most: 120 },
  sameClosed: { least: 1, most: 365 },
  anyClosed: { least: 1, most: 365 },
  longWait: { least: 30, most: 3_600 },
}

const within = (manner: keyof typeof MANNERS_BOUNDS) => {
  const { least, most } = MANNERS_BOUNDS[manner]
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
}

/** How soon and how often shoppers may be spoken to; what is recommended is DEFAULT_MANNERS. */
export const manners = v.strictObject({
  /** Prompts in one visit. */
  perVisit: within('perVisit'),
  /** Prompts that a shopper who answers them gets in seven days. */
  perWeek: within('perWeek'),
  /** Seconds of a visit in which nothing is offered. */
  early: within('early'),
  /** Seconds after something was put in the cart in which nothing may come between. */
  cartPause: within('cartPause'),
  /** Days in which a closed prompt keeps its own trigger silent, and every other one. */
  sameClosed: within('sameClosed'),
  anyClosed: within('anyClosed'),
  /** Seconds of expected wait above which no more shoppers are invited. */
  longWait: within('longWait'),
})
export type Manners = v.InferOutput<typeof manners>

export const siteSettings = v.strictObject({
  name: lineText(80),
  /** Said when the page's language is neither Dutch nor English. */
  language,
  /** IANA name: opening hours and the promise by hour are in the shop's time. */
  timeZone: v.pipe(
    v.string(),
    v.maxLength(60),
    v.check(isTimeZone, 'is not a time zone such as Europe/Amsterdam'),
  ),
  /** Where the widget may run; empty: anywhere. */
  origins: v.pipe(v.array(originPattern), v.maxLength(30)),
  look,
  texts: v.strictObject({ nl: siteTexts, en: siteTexts }),
  availability: availabilityState,
  /** Members greet with name and initials; off shows the shop's name only. */
  showTeam: v.boolean(),
  beside: v.strictObject({ whatsapp: besideChat, messenger: besideChat }),
  /** Days after which conversations, contacts, files and events are erased. */
  retentionDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3_650)),
  /** Count visits by page, without telling anybody apart: what finds the pages where shoppers leave. */
  measuring: v.boolean(),
  pageRules,
  manners,
  /** Triggers that are proposed start by themselves, some at a time. */
  automaticTriggers: v.boolean(),
  privacyUrl: v.optional(httpsUrl),
  /** Refuse identify() without a signed token. */
  enforceIdentity: v.boolean(),
})
export type SiteSettings = v.InferOutput<typeof siteSettings>

/** Only what is named changes; null takes the page about privacy away. */
export const siteSettingsChange = v.partial(
  v.strictObject({ ...siteSettings.entries, privacyUrl: v.nullable(httpsUrl) }),
)
export type SiteSettingsChange = v.InferOutput<typeof siteSettingsChange>

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** Conditions of one trigger; each is looked at every second on a shopper's phone. */
const MAX_CONDITIONS = 10
const replies = v.pipe(v.array(lineText(60)), v.maxLength(3))
const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_440))
const calendarDay = v.pipe(v.string(), v.isoDate())

/** When a trigger may speak, in the shop's time; what is absent does not bound it. */
export const triggerSchedule = v.strictObject({
  /** Days of the week; 0 is Sunday. */
  days: v.optional(
    v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))), v.minLength(1)),
  ),
  /** Minutes after midnight; `to` before `from` goes over midnight. */
  from: v.optional(minuteOfDay),
  to: v.optional(minuteOfDay),
  /** First and last day. */
  start: v.optional(calendarDay),
  end: v.optional(calendarDay),
})
export type TriggerSchedule = v.InferOutput<typeof triggerSchedule>

/** May hold {product}, {cart} and {name}, or {name|what is said when it is not known}. */
const promptTexts = v.strictObject({ nl: plainText(300), en: plainText(300) })
const promptReplies = v.strictObject({ nl: replies, en: replies })
/** Ways to say it beside the first; each gets a share of the visits by what it turns out to be worth. */
const MAX_VARIANTS = 3
/** Without replies of its own it has those of the first. */
const variant = v.strictObject({ texts: promptTexts, replies: v.optional(promptReplies) })
export type PromptVariant = v.InferOutput<typeof variant>

/** Share of the visits that a new trigger holds out, so that what it is worth can be told from the start. */
export const DEFAULT_HOLD_OUT = 0.2

/** When to offer help, where, and in which words. */
export const triggerDefinition = v.strictObject({
  name: lineText(80),
  /** Path with `*` for anything, such as /checkout or /product/*; empty: every page. */
  page: v.pipe(v.string(), v.maxLength(300)),
  pageKind: v.optional(pageKind),
  when: v.pipe(
    triggerRule,
    v.check((rule) => conditionsOf(rule).length <= MAX_CONDITIONS, 'has more than ten conditions'),
  ),
  texts: promptTexts,
  /** Lines to begin the chat with at one press. */
  replies: v.optional(promptReplies),
  variants: v.optional(v.pipe(v.array(variant), v.maxLength(MAX_VARIANTS))),
  schedule: v.optional(triggerSchedule),
  /** Seconds between the moment that is waited for and the prompt. */
  delay: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600))),
  /** Of several whose moment has come the highest speaks; of equals the oldest. */
  priority: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9))),
  /**
   * Share of the visits in which it would fire that are shown nothing, so that the others can be compared
   * with them; 0 or absent: none, and nothing is proven. A new trigger that does not say gets DEFAULT_HOLD_OUT.
   */
  holdOut: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.5))),
  /** Shown while the shop is away too: its text needs nobody, or invites to leave a message. */
  whileAway: v.optional(v.boolean()),
})
export type TriggerDefinition = v.InferOutput<typeof triggerDefinition>

/** `harms`: proven to cost orders. `closed`: more than two in five who see it send it away. */
export const pauseReason = v.picklist(['harms', 'closed'])
export type PauseReason = v.InferOutput<typeof pauseReason>

export const trigger = v.object({
  id,
  /**
   * Another version is another trial. Rises when something changes that decides which visits are eligible,
   * what they see or how many are held out; not with name, priority or schedule, which choose among moments
   * for both arms alike.
   */
  version: v.number(),
  enabled: v.boolean(),
  /** It was switched off by itself. Switched on again, it begins another trial. */
  paused: v.optional(v.object({ at: timestamp, why: pauseReason })),
  ...triggerDefinition.entries,
})
export type Trigger = v.InferOutput<typeof trigger>

const shownPrompt = { text: v.string(), replies: v.optional(v.array(v.string())) }

/** What the loader reads before anything else: cacheable, nothing of the minute, nothing private (T56). */
export const widgetConfig = v.object({
  /** Rises with each change; exposures name it. */
  version: v.string(),
  site: v.object({ key: siteKey, name: v.string() }),
  language,
  /** With what the relay works out, so that no page has to: the launcher's text colour and icon. */
  look: v.object({
    ...look.entries,
    onColor: v.string(),
    /** `d` of one path in a square of 24 px, drawn in strokes. */
    iconPath: v.string(),
  }),
  texts: siteTexts,
  privacyUrl: v.optional(v.string()),
  /** Where else the shop is reached: a conversation can be taken along there. */
  elsewhere: v.optional(
    v.array(
      v.object({
        to: elsewhere,
        /** Begins a chat there. */
        url: v.string(),
        /** Absent: only for a conversation that exists. */
        beside: v.optional(v.picklist(['away', 'always'])),
        /** Measured hours to a first reply, rounded up; absent: an hour or two, by rule of thumb. */
        hours: v.optional(v.number()),
      }),
    ),
  ),
  triggers: v.array(
    v.object({
      id,
      version: v.optional(v.number()),
      page: v.string(),
      pageKind: v.optional(pageKind),
      when: v.custom<TriggerRule>(() => true),
      ...shownPrompt,
      /** Other ways to say it: the first is variant 1 (`viewAnswer.variants`). */
      variants: v.optional(v.array(v.object(shownPrompt))),
      delay: v.optional(v.number()),
      whileAway: v.optional(v.boolean()),
    }),
  ),
  /** Only what differs from DEFAULT_MANNERS. */
  manners: v.optional(v.custom<Partial<Omit<Manners, 'perVisit'>>>(() => true)),
  /** Of the risk that a visit ends without an order: intercept, then a weight for each feature. */
  risk: v.optional(v.array(v.number())),
})
export type WidgetConfig = v.InferOutput<typeof widgetConfig>
