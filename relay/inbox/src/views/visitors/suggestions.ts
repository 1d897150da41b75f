import type { Language, LiveVisit, PageKind } from '@loods/protocol'

type Lines = Partial<Record<PageKind, string[]>> & { other: string[] }

const LINES: Record<Language, Lines> = {
  nl: {
    category: ['Zoek je iets bepaalds? Ik help je graag kiezen.'],
    product: [
      'Twijfel je ergens over? Ik kijk graag even mee.',
      'Wil je weten wanneer je dit in huis hebt? Ik zoek het op.',
    ],
    cart: ['Heb je nog een vraag voor je bestelt? Ik ben er.'],
    checkout: ['Loop je ergens op vast? Ik help je verder.'],
    other: [
      'Kan ik je ergens mee helpen? Ik ben er nu.',
      'Zoek je iets bepaalds? Vraag het me gerust.',
    ],
  },
  en: {
    category: ['Looking for something special? I am glad to help you choose.'],
    product: [
      'In doubt about anything? I am glad to take a look with you.',
      'Want to know when this could be with you? I will look it up.',
    ],
    cart: ['Any question before you order? I am here.'],
    checkout: ['Are you stuck anywhere? I will help you on.'],
    other: [
      'Can I help you with anything? I am here now.',
      'Looking for something special? Just ask me.',
    ],
  },
}

/** Lines that fit the page a visitor is on, in the visitor's language where we speak it. */
export function suggestionsFor({ page, language }: LiveVisit, own: Language): string[] {
  const theirs = language?.slice(0, 2).toLowerCase()
  const { other, ...lines } = LINES[theirs === 'nl' || theirs === 'en' ? theirs : own]
  const fitting = lines[(page.kind ?? 'other') as keyof typeof lines]
  return fitting ? [...fitting, ...other.slice(0, 1)] : other
}
