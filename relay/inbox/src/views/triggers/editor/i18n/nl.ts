import type { EditorWords } from './words.ts'

/** Nederlands, informeel: wat de pagina van een trigger zegt. */
export const words: EditorWords = {
  examples: {
    checkout: {
      name: 'Vast bij het afrekenen',
      nl: 'Kom je er niet uit met afrekenen? Ik help je graag.',
      en: 'Stuck while paying? I am happy to help.',
    },
    product: {
      name: 'Twijfel over een product',
      nl: 'Twijfel je of dit bij je past? Vraag het me gerust.',
      en: 'Not sure whether this fits? Just ask me.',
    },
    cart: {
      name: 'Weg met een volle wagen',
      nl: 'Nog een vraag voordat je gaat?',
      en: 'Any question before you go?',
    },
  },
  severalConditions: 'bij meer voorwaarden',
  kinds: {
    home: 'Startpagina',
    category: 'Categorieën',
    product: 'Producten',
    cart: 'Winkelwagen',
    checkout: 'Afrekenen',
    'thank-you': 'Bedankpagina',
    other: 'Andere pagina’s',
  },
  anyKind: 'Elk soort pagina',
  editTitle: 'Wijzig deze trigger',
  newTitle: 'Nieuwe trigger',
  name: 'Naam',
  nameHint: 'Voor je team; klanten zien hem niet.',
  where: 'Waar',
  kind: 'Soort pagina',
  page: 'Alleen op deze adressen',
  pageHint: 'Een pad, met * voor wat dan ook: /product/* of /afrekenen. Leeg: allemaal.',
  when: 'Wanneer',
  whenOptions: {
    visible_seconds: 'Na een tijd op de pagina',
    idle_seconds: 'Als iemand een tijd niets doet',
    exit_intent: 'Als iemand op het punt staat te gaan',
  },
  whenHints: {
    visible_seconds: 'Telt alleen terwijl er naar de pagina gekeken wordt.',
    idle_seconds: 'Geen toets, klik of beweging. Alleen dit mag bij het afrekenen.',
    exit_intent: 'De muis gaat naar de tabbladen; op een telefoon: snel terug omhoog.',
  },
  seconds: 'Seconden',
  textNl: 'Wat er gevraagd wordt, in het Nederlands',
  textEn: 'Wat er gevraagd wordt, in het Engels',
  preview: 'Zoals de klant het ziet',
  from: (name, shop) => `${name} van ${shop}`,
  start: 'Stel je vraag',
  whileAway: 'Ook als je afwezig bent',
  whileAwayHint: 'Alleen als de tekst uitnodigt om een bericht achter te laten.',
  save: 'Bewaar',
  saving: 'Bewaren…',
  problems: {
    name: 'Geef een naam van 1 tot en met 80 tekens.',
    page: 'Schrijf een pad zoals /product/*, hooguit 300 tekens.',
    seconds: 'Geef een heel aantal seconden, van 1 tot en met 3600.',
  },
}
