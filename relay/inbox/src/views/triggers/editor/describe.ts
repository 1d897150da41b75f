import type { Condition, Language, TriggerDefinition, TriggerRule } from '@loods/protocol'
import { localeOf } from '../../../i18n/words.ts'
import { CATALOG, choiceOf, TEXT_TESTS, type Unit } from './catalog.ts'
import { sentences as en } from './i18n/sentences.en.ts'
import { sentences as nl } from './i18n/sentences.nl.ts'
import { type Group, type Item, isGroup, type Join, toTree } from './rule-tree.ts'

/** In which language, and in which currency amounts of a cart are. */
export interface Telling {
  language: Language
  /** ISO 4217; euro where nobody knows. */
  currency?: string | undefined
}

const SENTENCES = { nl, en }
/** A Sunday, to name the days of a week by. */
const SUNDAY = Date.UTC(2026, 0, 4)
const DAY = 86_400_000

/** The sentences of a language. */
export function sentencesOf(language: Language): typeof en {
  return SENTENCES[language]
}

/** What a trigger does, in plain words: when, where, what shoppers read, and what is held out. */
export function describeTrigger(trigger: TriggerDefinition, telling: Telling): string {
  const say = SENTENCES[telling.language]
  const { texts, delay, variants = [], schedule, whileAway, holdOut } = trigger
  const when = describeWhen(trigger, telling)
  const text = quoted(texts[telling.language] || say.noWords, telling)
  const times = schedule && describeSchedule(schedule, telling)
  return [
    delay ? say.readsLater(when, delay, text) : say.reads(when, text),
    variants.length > 0 && say.variants(variants.length),
    times && say.only(times),
    whileAway && say.whileAway,
    holdOut ? say.heldOut(percentOf(holdOut, telling)) : say.nobodyHeldOut,
  ]
    .filter(Boolean)
    .join(' ')
}

/** Where and when, as the beginning of a sentence: "When a shopper on a product page …". */
export function describeWhen(
  { page, pageKind, when }: Pick<TriggerDefinition, 'page' | 'pageKind' | 'when'>,
  telling: Telling,
): string {
  const say = SENTENCES[telling.language]
  const where = describeWhere({ page, pageKind }, telling)
  const { positive, negative } = describeRule(when, telling)
  const shopper = positive ? `${where} ${positive}` : say.isThere(where)
  return `${say.when} ${[shopper, ...negative].join(`, ${say.and} `)}`
}

/** A text as it is said, with a sentence's end where it has none. */
function quoted(text: string, { language }: Telling): string {
  const { variables } = SENTENCES[language]
  const said = text.replace(
    /\{(product|cart|name)(?:\|[^{}]*)?\}/g,
    (_, name: keyof typeof variables) => `[${variables[name]}]`,
  )
  return `“${said}”${/[.?!…]$/.test(said) ? '' : '.'}`
}

/** The page a trigger is for: "on a product page at /lamps/*". */
export function describeWhere(
  { page, pageKind }: { page: string; pageKind?: TriggerDefinition['pageKind'] },
  { language }: Telling,
): string {
  const say = SENTENCES[language]
  if (pageKind) return [say.places[pageKind], page && say.at(page)].filter(Boolean).join(' ')
  return page ? say.onAddress(page) : say.onAnyPage
}

/** Days, hours, first and last day, as far as they are bounded: "on Monday to Friday, from 09:00 to 17:00". */
export function describeSchedule(
  { days, from, to, start, end }: NonNullable<TriggerDefinition['schedule']>,
  telling: Telling,
): string {
  const say = SENTENCES[telling.language]
  const [opens, closes] = [from ?? 0, to ?? 1_440]
  const hours = opens < closes ? say.hours : say.overMidnight
  const bounded = from !== undefined || to !== undefined
  return [
    days && days.length < 7 && say.days(describeDays(days, telling)),
    bounded && hours(clockOf(opens), clockOf(closes)),
    start && say.start(dayOf(start, telling)),
    end && say.end(dayOf(end, telling)),
  ]
    .filter(Boolean)
    .join(', ')
}

/** One condition as it goes on after "a shopper": "has looked at this page for 40 seconds". */
export function describeCondition(condition: Condition, telling: Telling): string {
  const { phrases } = SENTENCES[telling.language]
  return numbered(phrases[condition.type], countIn(condition)).replace('{}', () =>
    askedOf(condition, telling),
  )
}

/** Puts the words of a phrase in the number that goes with an amount. */
export function numbered(phrase: string, count: number | undefined): string {
  return phrase.replace(/\[([^|]*)\|([^\]]*)\]/, count === 1 ? '$1' : '$2')
}

/** The amount that the words of a condition go by. */
export function countIn(condition: Condition): number | undefined {
  if ('seconds' in condition) return condition.seconds
  if ('max' in condition && condition.max !== undefined) return condition.max
  return 'min' in condition ? condition.min : undefined
}

interface Ruled {
  /** What goes on after "a shopper"; empty where there is only what may not be so. */
  positive: string
  /** Sentences of what may not be so. */
  negative: string[]
}

function describeRule(rule: TriggerRule, telling: Telling): Ruled {
  const say = SENTENCES[telling.language]
  const { join, items } = toTree(rule)
  if (join === 'none') return { positive: '', negative: [say.notSo(joined('any', items, telling))] }
  const isNot = (item: Item) => isGroup(item) && item.join === 'none'
  const mayNot = items.filter(isNot).map((item) => describeItem(join, item, telling))
  const must = joined(
    join,
    items.filter((item) => !isNot(item)),
    telling,
  )
  if (join === 'all' || mayNot.length === 0) return { positive: must, negative: mayNot }
  // One of several is enough, so they stay one part of the sentence.
  return { positive: [must, ...mayNot].filter(Boolean).join(`, ${say.or} `), negative: [] }
}

function joined(join: Join, items: Item[], telling: Telling): string {
  const say = SENTENCES[telling.language]
  const word = join === 'all' ? say.and : say.or
  const comma = items.some(isGroup) ? ',' : ''
  return items.map((item) => describeItem(join, item, telling)).join(`${comma} ${word} `)
}

function describeItem(around: Join, item: Item, telling: Telling): string {
  if (!isGroup(item)) return describeCondition(item, telling)
  const say = SENTENCES[telling.language]
  const inside = describeGroup(item, telling)
  if (item.join === 'none') return say.notSo(inside)
  const isChoice = item.join === 'any' && around === 'all' && item.items.length > 1
  return isChoice ? say.either(inside) : inside
}

function describeGroup({ join, items }: Group, telling: Telling): string {
  return joined(join === 'all' ? 'all' : 'any', items, telling)
}

function askedOf(condition: Condition, telling: Telling): string {
  if ('seconds' in condition) return numberOf(condition.seconds, 'count', telling)
  const { asks, unit = 'count' } = CATALOG[condition.type]
  if (asks === 'amount') return describeBounds(condition, unit, telling)
  return describeText(condition, telling)
}

function describeBounds(condition: Condition, unit: Unit, telling: Telling): string {
  const say = SENTENCES[telling.language]
  const { min, max } = condition as { min?: number; max?: number }
  const amount = (value: number) => numberOf(value, unit, telling)
  if (min !== undefined && max !== undefined) return say.between(amount(min), amount(max))
  if (max === 0 && unit === 'count') return say.no
  return max === undefined ? say.atLeast(amount(min ?? 0)) : say.atMost(amount(max))
}

function describeText(condition: Condition, telling: Telling): string {
  const say = SENTENCES[telling.language]
  const choice = choiceOf(condition)
  if (choice) return choiceName(condition.type, choice, telling)
  const words = CATALOG[condition.type].asks === 'name' ? say.names : say.tests
  const asked = condition as Partial<Record<(typeof TEXT_TESTS)[number], string>>
  const parts = TEXT_TESTS.flatMap((test) => {
    const value = asked[test]
    return value === undefined ? [] : [words[test](value || say.noWords)]
  })
  return parts.join(` ${say.and} `)
}

/** What a choice is called in a sentence: "a phone", "Dutch". */
export function choiceName(type: Condition['type'], choice: string, { language }: Telling): string {
  const { places, devices } = SENTENCES[language]
  if (type === 'language') {
    return new Intl.DisplayNames(localeOf(language), { type: 'language' }).of(choice) ?? choice
  }
  return { ...places, ...devices }[choice as keyof typeof places] ?? choice
}

function numberOf(value: number, unit: Unit, { language, currency = 'EUR' }: Telling): string {
  if (!Number.isFinite(value)) return SENTENCES[language].noWords
  const locale = localeOf(language)
  if (unit === 'money') {
    const minimumFractionDigits = Number.isInteger(value) ? 0 : 2
    return value.toLocaleString(locale, { style: 'currency', currency, minimumFractionDigits })
  }
  if (unit === 'count') return value.toLocaleString(locale)
  return percentOf(unit === 'percent' ? value / 100 : value, { language })
}

function percentOf(share: number, { language }: Telling): string {
  return share.toLocaleString(localeOf(language), { style: 'percent', maximumFractionDigits: 1 })
}

/** Days in a row as one stretch, from Monday on. */
function describeDays(days: readonly number[], telling: Telling): string {
  const say = SENTENCES[telling.language]
  const week = [1, 2, 3, 4, 5, 6, 0]
  const stretches: number[][] = []
  week.forEach((day, at) => {
    if (!days.includes(day)) return
    if (at > 0 && days.includes(week[at - 1] as number)) stretches.at(-1)?.push(day)
    else stretches.push([day])
  })
  const names = stretches.flatMap((stretch) => {
    const [first = 0, last = 0] = [stretch[0], stretch.at(-1)]
    if (stretch.length < 3) return stretch.map((day) => dayName(day, telling))
    return [say.between(dayName(first, telling), dayName(last, telling))]
  })
  return new Intl.ListFormat(localeOf(telling.language)).format(names)
}

/** @param day 0 is Sunday */
export function dayName(
  day: number,
  { language }: Telling,
  style: 'long' | 'short' = 'long',
): string {
  return new Date(SUNDAY + day * DAY).toLocaleDateString(localeOf(language), {
    weekday: style,
    timeZone: 'UTC',
  })
}

function dayOf(date: string, { language }: Telling): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Date(date).toLocaleDateString(localeOf(language), options)
}

/** Minutes after midnight as `HH:MM`. */
export function clockOf(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60]
  return `${hour}`.padStart(2, '0').concat(':', `${minute}`.padStart(2, '0'))
}
