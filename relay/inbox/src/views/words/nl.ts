import type { ViewWords } from '../../i18n/words.ts'
import { words as channel } from '../channel/words/nl.ts'
import { words as composer } from '../composer/words/nl.ts'
import { words as context } from '../context/words/nl.ts'
import { words as conversation } from '../conversation/words/nl.ts'
import { words as deliveries } from '../deliveries/words/nl.ts'
import { words as firstRun } from '../first-run/words/nl.ts'
import { words as pages } from '../pages/words/nl.ts'
import { words as visitors } from '../visitors/words/nl.ts'

/** Nederlands, informeel: wat de schermen daarna zeggen. */
export const words: ViewWords = {
  ...composer,
  ...context,
  ...conversation,
  ...deliveries,
  ...firstRun,
  ...pages,
  ...visitors,
  channel,
  search: {
    title: 'Zoeken',
    placeholder: 'Woorden, een naam, een e-mailadres',
    label: 'Zoek in berichten en contacten',
    hint: 'Typ minstens twee letters. Het begin van een woord is genoeg.',
    none: (text) => `Niets gevonden voor “${text}”`,
    noneHint: 'Probeer minder of andere woorden.',
    failed: 'Zoeken lukte niet.',
    results: (count) => (count === 1 ? '1 resultaat' : `${count} resultaten`),
  },
  account: {
    waiting: (count) => (count === 1 ? '1 klant wacht' : `${count} klanten wachten`),
    shopIs: 'Je winkel is',
    open: 'Open',
    away: 'Afwezig',
    theme: 'Uiterlijk',
    themes: { auto: 'Automatisch', light: 'Licht', dark: 'Donker' },
    sound: 'Geluid als er iemand wacht',
    coach: 'Tips terwijl je schrijft',
  },
  shortcuts: {
    on: 'Gebruik losse letters als sneltoets',
    title: 'Sneltoetsen',
    next: 'Volgend gesprek',
    previous: 'Vorig gesprek',
    reply: 'Schrijf een antwoord',
    note: 'Schrijf een notitie',
    quote: 'Antwoord op het nieuwste bericht (WhatsApp, Messenger)',
    finish: 'Rond af',
    snooze: 'Stel uit',
    assign: 'Wijs toe',
    take: 'Neem het zelf',
    search: 'Zoek',
    details: 'Toon of verberg details',
    lists: 'Ga naar een lijst',
    help: 'Deze hulp',
    leave: 'Verlaat de tekst, sluit wat open is',
    canned: 'Vaste antwoorden, in een antwoord',
    mention: 'Noem iemand, in een notitie',
  },
}
