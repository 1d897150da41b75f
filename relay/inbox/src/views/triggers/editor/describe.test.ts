import type { Condition, ConditionType, Language, TriggerDefinition } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { CATALOG } from './catalog.ts'
import { describeCondition, describeTrigger, describeWhen } from './describe.ts'

const TRIGGER: TriggerDefinition = {
  name: 'Twijfel',
  page: '',
  when: { type: 'visible_seconds', seconds: 40 },
  texts: { nl: 'Kan ik helpen?', en: 'Can I help?' },
}

const en = (trigger: Partial<TriggerDefinition>) =>
  describeTrigger({ ...TRIGGER, ...trigger }, { language: 'en' })
const nl = (trigger: Partial<TriggerDefinition>) =>
  describeTrigger({ ...TRIGGER, ...trigger }, { language: 'nl' })
/** Intl writes amounts with spaces that do not break. */
const plain = (text: string) => text.replace(/\u00a0/g, ' ')

const SAID: [Condition, string, string][] = [
  [
    { type: 'visible_seconds', seconds: 40 },
    'has looked at this page for 40 seconds',
    '40 seconden naar deze pagina heeft gekeken',
  ],
  [
    { type: 'visit_seconds', seconds: 1 },
    'has been in the shop for 1 second',
    '1 seconde in de winkel is',
  ],
  [
    { type: 'idle_seconds', seconds: 30 },
    'has done nothing for 30 seconds',
    '30 seconden niets heeft gedaan',
  ],
  [
    { type: 'scroll_depth', min: 50 },
    'has scrolled at least 50% down the page',
    'minstens 50% naar beneden heeft gescrold',
  ],
  [{ type: 'exit_intent' }, 'is about to leave', 'op het punt staat te gaan'],
  [
    { type: 'pages', min: 2, max: 3 },
    'has seen 2 to 3 pages in this visit',
    '2 tot 3 pagina’s heeft gezien in dit bezoek',
  ],
  [
    { type: 'coupon_failed', min: 2 },
    'had a coupon refused at least 2 times',
    'minstens 2 keer een kortingscode geweigerd kreeg',
  ],
  [
    { type: 'field_errors', min: 1 },
    'got the same field wrong at least 1 time',
    'minstens 1 keer hetzelfde veld fout invulde',
  ],
  [
    { type: 'hesitation', min: 2 },
    'left at least 2 fields as they were',
    'bij minstens 2 velden aarzelde',
  ],
  [
    { type: 'rage_clicks', min: 1 },
    'clicked in anger at least 1 time',
    'minstens 1 keer driftig klikte',
  ],
  [
    { type: 'back_and_forth', min: 2 },
    'went back and forth between two pages at least 2 times',
    'minstens 2 keer heen en weer ging tussen twee pagina’s',
  ],
  [
    { type: 'risk_score', min: 0.7 },
    'has a chance of at least 70% of leaving without an order',
    'een kans van minstens 70% heeft om zonder bestelling te gaan',
  ],
  [
    { type: 'cart_value', min: 49.5 },
    'has a cart worth at least €49.50',
    'voor minstens € 49,50 in de winkelwagen heeft',
  ],
  [
    { type: 'cart_items', max: 0 },
    'has no items in the cart',
    'geen artikelen in de winkelwagen heeft',
  ],
  [
    { type: 'cart_items', max: 1 },
    'has at most 1 item in the cart',
    'hooguit 1 artikel in de winkelwagen heeft',
  ],
  [
    { type: 'cart', contains: 'lamp' },
    'has a product in the cart of which name or number contains “lamp”',
    'een product in de winkelwagen heeft waarvan naam of nummer “lamp” bevat',
  ],
  [
    { type: 'product', is: '17' },
    'looks at a product of which name or number is “17”',
    'een product bekijkt waarvan naam of nummer “17” is',
  ],
  [{ type: 'page_kind', is: 'checkout' }, 'is at the checkout', 'bij het afrekenen is'],
  [
    { type: 'page', like: '/lampen/*', contains: 'led' },
    'is on a page of which the address contains “led” and fits “/lampen/*”',
    'op een pagina is waarvan het adres “led” bevat en past op “/lampen/*”',
  ],
  [
    { type: 'page', matches: '^/l' },
    'is on a page of which the address fits the expression ^/l',
    'op een pagina is waarvan het adres past op de uitdrukking ^/l',
  ],
  [{ type: 'element', is: '.maten' }, 'has “.maten” in view', '“.maten” in beeld heeft'],
  [
    { type: 'event', is: 'maten' },
    'did what your page reports as “maten”',
    'deed wat je pagina meldt als “maten”',
  ],
  [
    { type: 'referrer', contains: 'zoek' },
    'came from a site of which the address contains “zoek”',
    'van een site komt waarvan het adres “zoek” bevat',
  ],
  [
    { type: 'utm_source', is: 'nieuws' },
    'came with a utm_source that is “nieuws”',
    'binnenkwam met een utm_source die “nieuws” is',
  ],
  [
    { type: 'utm_medium', is: 'mail' },
    'came with a utm_medium that is “mail”',
    'binnenkwam met een utm_medium die “mail” is',
  ],
  [
    { type: 'utm_campaign', contains: 'herfst' },
    'came with a utm_campaign that contains “herfst”',
    'binnenkwam met een utm_campaign die “herfst” bevat',
  ],
  [{ type: 'returning' }, 'has been here before', 'hier eerder is geweest'],
  [{ type: 'logged_in' }, 'is logged in', 'ingelogd is'],
  [{ type: 'device', is: 'phone' }, 'is on a phone', 'op een telefoon kijkt'],
  [
    { type: 'language', like: 'nl*' },
    'has a browser in Dutch',
    'een browser in het Nederlands heeft',
  ],
  [{ type: 'open' }, 'comes while you are open', 'komt terwijl je open bent'],
  [{ type: 'online' }, 'comes while a member is free', 'komt terwijl er een collega vrij is'],
  [
    { type: 'wait_seconds', max: 60 },
    'would wait at most 60 seconds for an answer',
    'hooguit 60 seconden op antwoord zou wachten',
  ],
]

describe('a condition in words', () => {
  it.each(SAID)('%o', (condition, english, dutch) => {
    expect(plain(describeCondition(condition, { language: 'en' }))).toBe(english)
    expect(plain(describeCondition(condition, { language: 'nl' }))).toBe(dutch)
  })

  it('is there for every type, as it begins too', () => {
    const said = SAID.map(([{ type }]) => type).sort()
    expect(said.filter((type, at) => type !== said[at - 1])).toEqual(Object.keys(CATALOG).sort())
    for (const language of ['nl', 'en'] satisfies Language[]) {
      for (const type of Object.keys(CATALOG) as ConditionType[]) {
        expect(describeCondition(CATALOG[type].start, { language })).not.toMatch(
          /[{}[\]|]|undefined/,
        )
      }
    }
  })

  it('tells amounts in the shop’s currency', () => {
    const condition: Condition = { type: 'cart_value', min: 50 }
    expect(describeCondition(condition, { language: 'en', currency: 'GBP' })).toContain('£50')
  })
})

describe('a rule in words', () => {
  const when = (rule: TriggerDefinition['when'], more: Partial<TriggerDefinition> = {}) => [
    describeWhen({ ...TRIGGER, ...more, when: rule }, { language: 'en' }),
    describeWhen({ ...TRIGGER, ...more, when: rule }, { language: 'nl' }),
  ]

  it('says where, and joins with and', () => {
    const rule = { all: [{ type: 'exit_intent' }, { type: 'logged_in' }] } as const
    expect(when({ all: [...rule.all] }, { pageKind: 'product', page: '/l/*' })).toEqual([
      'When a shopper on a product page at /l/* is about to leave and is logged in',
      'Als een klant op een productpagina op /l/* op het punt staat te gaan en ingelogd is',
    ])
  })

  it('tells a choice inside from what must be so', () => {
    const rule: TriggerDefinition['when'] = {
      all: [{ type: 'logged_in' }, { any: [{ type: 'exit_intent' }, { type: 'open' }] }],
    }
    expect(when(rule)).toEqual([
      'When a shopper on any page is logged in, and either is about to leave or comes while you are open',
      'Als een klant op welke pagina ook ingelogd is, en ofwel op het punt staat te gaan of komt terwijl je open bent',
    ])
  })

  it('says what may not be so in a sentence of its own', () => {
    const rule: TriggerDefinition['when'] = {
      all: [{ none: [{ type: 'logged_in' }, { type: 'open' }] }, { type: 'exit_intent' }],
    }
    expect(when(rule, { pageKind: 'cart' })).toEqual([
      'When a shopper in the cart is about to leave, and it is not so that the shopper is logged in or comes while you are open',
      'Als een klant in de winkelwagen op het punt staat te gaan, en het niet zo is dat die ingelogd is of komt terwijl je open bent',
    ])
    expect(when({ none: [{ type: 'logged_in' }] })).toEqual([
      'When a shopper is on any page, and it is not so that the shopper is logged in',
      'Als een klant op welke pagina ook is, en het niet zo is dat die ingelogd is',
    ])
  })

  it('keeps what may not be so a choice where one of several is enough', () => {
    const rule: TriggerDefinition['when'] = {
      any: [
        { none: [{ type: 'open' }] },
        { all: [{ type: 'exit_intent' }, { type: 'logged_in' }] },
      ],
    }
    expect(when(rule)[0]).toBe(
      'When a shopper on any page is about to leave and is logged in, or it is not so that the shopper comes while you are open',
    )
  })
})

describe('a whole trigger in words', () => {
  it('says what is read, after how long, and what is held out', () => {
    expect(en({ delay: 5, holdOut: 0.2 })).toBe(
      'When a shopper on any page has looked at this page for 40 seconds, they read 5 seconds later: “Can I help?” 20% of these visits get nothing, so that you learn what it is worth.',
    )
    expect(nl({})).toBe(
      'Als een klant op welke pagina ook 40 seconden naar deze pagina heeft gekeken, leest die: “Kan ik helpen?” Geen bezoek blijft erbuiten, dus er wordt niets bewezen.',
    )
  })

  it('names what differs for each shopper', () => {
    const texts = { nl: 'Vraag over {product|dit}', en: 'A question, {name}?' }
    expect(en({ texts })).toContain('they read: “A question, [name]?” ')
    expect(nl({ texts })).toContain('leest die: “Vraag over [product]”. ')
  })

  it('says when it may speak', () => {
    const schedule = { days: [5, 1, 2, 3, 4], from: 540, to: 1_020, start: '2026-12-01' }
    expect(en({ schedule })).toContain(
      'Only on Monday to Friday, from 09:00 to 17:00, from 1 December 2026.',
    )
    expect(
      nl({ schedule: { days: [0, 6, 3], from: 1_320, to: 360, end: '2026-12-31' } }),
    ).toContain(
      'Alleen op woensdag, zaterdag en zondag, van 22:00 tot 06:00 de volgende dag, tot en met 31 december 2026.',
    )
    expect(en({ schedule: {} })).not.toContain('Only')
  })

  it('says that there are other words, and that it speaks while the shop is away', () => {
    const variants = [{ texts: TRIGGER.texts }, { texts: TRIGGER.texts }]
    expect(en({ variants, whileAway: true })).toContain(
      'Or the same in one of 2 other ways. Also while you are away.',
    )
  })
})
