import type { ConditionType, Language } from '@loods/protocol'
import type { Suppression } from '@loods/protocol/manners'
import type { Outcome } from './outcome.ts'

export interface DoctorWords {
  title: string
  onlyYou: string
  fold: string
  unfold: string
  close: string
  none: string
  noAnswer: string
  notFollowed: string
  again: string
  show: string
  keepsStill: string
  yes: string
  no: string
  unknown: string
  joins: Record<'all' | 'any' | 'none', string>
  states: Record<'met' | 'unmet' | 'open', string>
  outcomes: Record<Outcome, string>
  reasons: Record<Suppression, string>
  facts: Record<ConditionType, string>
}

const en: DoctorWords = {
  title: 'Doctor',
  onlyYou: 'Only you see this. Your walk is not counted, and nothing is offered by itself.',
  fold: 'Fold',
  unfold: 'Unfold',
  close: 'Close, and end the test',
  none: 'This shop has no triggers that are switched on. Make one in your inbox.',
  noAnswer: 'The relay has not answered yet.',
  notFollowed: 'This browser asks not to be followed, so it is offered nothing.',
  again: 'Begin as a new shopper',
  show: 'Show this prompt',
  keepsStill: 'Manners keep it still now:',
  yes: 'yes',
  no: 'no',
  unknown: 'not known',
  joins: { all: 'All of these', any: 'One of these is enough', none: 'None of these' },
  states: { met: 'so', unmet: 'not so', open: 'not yet' },
  outcomes: {
    now: 'Would show now',
    still: 'Its moment is here, but it keeps still',
    heldOut: 'This visit is held out: it shows nothing',
    resting: 'Rests now, by its schedule',
    waits: 'Waits',
    elsewhere: 'Is for another page',
    checkout: 'Keeps still in the checkout: nothing it waits for tells that somebody is stuck',
    rule: 'Asks for what is not so here',
  },
  reasons: {
    acted: 'you chatted, opened the chat or met a prompt in this visit',
    prompted: 'this visit was shown enough prompts',
    closed: 'you closed one lately',
    often: 'you took up enough of them this week',
    early: 'the visit has just begun',
    hidden: 'nobody would see it',
    paying: 'a payment or a password is being typed',
    typing: 'something is being typed',
    cart: 'something just went into the cart',
    covered: 'a window of the shop lies over it',
    away: 'the shop is away',
    busy: 'the expected wait is too long',
  },
  facts: {
    visible_seconds: 'Seconds on this page',
    visit_seconds: 'Seconds in the visit',
    idle_seconds: 'Seconds without doing anything',
    scroll_depth: 'Per cent of the page seen',
    pages: 'Pages in this visit',
    cart_value: 'Worth of the cart',
    cart_items: 'Things in the cart',
    coupon_failed: 'Coupons refused',
    field_errors: 'Times a field was wrong',
    hesitation: 'Fields hesitated at',
    rage_clicks: 'Bursts of angry clicks',
    back_and_forth: 'Times back and forth',
    wait_seconds: 'Expected wait, in seconds',
    risk_score: 'Risk of leaving, 0 to 1',
    exit_intent: 'About to leave',
    returning: 'Was here before',
    logged_in: 'Logged in',
    open: 'The shop is open',
    online: 'A member is there',
    page: 'Path of the page',
    page_kind: 'Kind of page',
    referrer: 'Came from',
    utm_source: 'utm_source',
    utm_medium: 'utm_medium',
    utm_campaign: 'utm_campaign',
    language: 'Language of the browser',
    device: 'Device',
    cart: 'In the cart',
    product: 'Product',
    event: 'Happened on this page',
    element: 'In view',
  },
}

const nl: DoctorWords = {
  title: 'Dokter',
  onlyYou: 'Alleen jij ziet dit. Je wandeling telt niet mee, en er komt vanzelf geen aanbod.',
  fold: 'Vouw in',
  unfold: 'Vouw uit',
  close: 'Sluit, en stop de test',
  none: 'Deze winkel heeft geen triggers die aan staan. Maak er een in je inbox.',
  noAnswer: 'De relay heeft nog niet geantwoord.',
  notFollowed: 'Deze browser vraagt niet gevolgd te worden, dus krijgt hij geen aanbod.',
  again: 'Begin als nieuwe klant',
  show: 'Toon dit aanbod',
  keepsStill: 'Manieren houden hem nu stil:',
  yes: 'ja',
  no: 'nee',
  unknown: 'niet bekend',
  joins: { all: 'Al deze', any: 'Een van deze is genoeg', none: 'Geen van deze' },
  states: { met: 'is zo', unmet: 'is niet zo', open: 'nog niet' },
  outcomes: {
    now: 'Zou nu komen',
    still: 'Zijn moment is er, maar hij zwijgt',
    heldOut: 'Dit bezoek krijgt niets, om te bewijzen wat hij waard is',
    resting: 'Rust nu, volgens zijn rooster',
    waits: 'Wacht',
    elsewhere: 'Is voor een andere pagina',
    checkout: 'Zwijgt bij het afrekenen: niets waar hij op wacht merkt dat iemand vastzit',
    rule: 'Vraagt iets dat hier niet zo is',
  },
  reasons: {
    acted: 'je chatte, opende de chat of zag een aanbod in dit bezoek',
    prompted: 'dit bezoek zag genoeg aanbiedingen',
    closed: 'je sloot er kort geleden een',
    often: 'je nam er deze week genoeg aan',
    early: 'het bezoek is net begonnen',
    hidden: 'niemand zou het zien',
    paying: 'er wordt een betaling of wachtwoord ingevuld',
    typing: 'er wordt iets getypt',
    cart: 'er ging net iets in de winkelwagen',
    covered: 'er ligt een venster van de winkel overheen',
    away: 'de winkel is afwezig',
    busy: 'de verwachte wachttijd is te lang',
  },
  facts: {
    visible_seconds: 'Seconden op deze pagina',
    visit_seconds: 'Seconden in het bezoek',
    idle_seconds: 'Seconden niets gedaan',
    scroll_depth: 'Procent van de pagina gezien',
    pages: 'Pagina’s in dit bezoek',
    cart_value: 'Waarde van de winkelwagen',
    cart_items: 'Artikelen in de winkelwagen',
    coupon_failed: 'Kortingscodes geweigerd',
    field_errors: 'Keer dat een veld fout was',
    hesitation: 'Velden met aarzeling',
    rage_clicks: 'Keer driftig geklikt',
    back_and_forth: 'Keer heen en weer',
    wait_seconds: 'Verwachte wachttijd in seconden',
    risk_score: 'Kans op weggaan, 0 tot 1',
    exit_intent: 'Op het punt te gaan',
    returning: 'Was hier eerder',
    logged_in: 'Ingelogd',
    open: 'De winkel is open',
    online: 'Er is een collega',
    page: 'Pad van de pagina',
    page_kind: 'Soort pagina',
    referrer: 'Kwam van',
    utm_source: 'utm_source',
    utm_medium: 'utm_medium',
    utm_campaign: 'utm_campaign',
    language: 'Taal van de browser',
    device: 'Apparaat',
    cart: 'In de winkelwagen',
    product: 'Product',
    event: 'Gebeurd op deze pagina',
    element: 'In beeld',
  },
}

export const doctorWords: Record<Language, DoctorWords> = { nl, en }
