import type { RiskWords } from './words.ts'

export const words: RiskWords = {
  title: 'Kans dat een bezoek zonder bestelling eindigt',
  intro:
    'Elke nacht leert Loods van je eigen bezoeken hoe groot de kans is dat iemand weggaat zonder te bestellen. Een trigger kan daarop wachten.',
  states: {
    on: 'In gebruik',
    few: 'Nog niet genoeg bezoeken',
    useless: 'Niet in gebruik: het zegt te weinig',
    uncalibrated: 'Niet in gebruik: het zit er te vaak naast',
    off: 'Bezoeken worden niet geteld',
  },
  waits: 'Een trigger die op deze kans wacht, doet tot die tijd niets.',
  first: 'Loods kijkt voor het eerst naar je bezoeken binnen tien minuten nadat ze geteld zijn.',
  missing: (visits, orders) =>
    `Er zijn nog ongeveer ${visits} bezoeken nodig, en ${orders} bestellingen die je winkel bevestigt.`,
  missingVisits: (visits) => `Er zijn nog ongeveer ${visits} bezoeken nodig.`,
  missingOrders: (orders) =>
    `Er zijn nog ongeveer ${orders} bestellingen nodig die je winkel bevestigt.`,
  useless:
    'Wat bezoekers in je winkel doen, vertelt nog niet wie er gaat bestellen: één getal voor allemaal klopt even goed. Loods probeert het elke nacht opnieuw.',
  uncalibrated:
    'Wat Loods van je nieuwste bezoeken voorspelde en wat daarna gebeurde, ligt te ver uit elkaar. Loods probeert het elke nacht opnieuw.',
  judged: (visits, orders) =>
    `Getoetst aan je ${visits} nieuwste bezoeken, waarvan ${orders} met een bestelling. Daar is niet van geleerd.`,
  auc: (share) =>
    `Van twee bezoeken, één met en één zonder bestelling, geeft Loods in ${share} van de gevallen het juiste de grootste kans om weg te gaan. Gokken geeft 50%.`,
  spread: (low, middle) =>
    `Op één van de tien momenten is de kans kleiner dan ${low}, op de helft groter dan ${middle}. Kies daarmee de grens van een trigger.`,
  chart: 'Voorspeld en gezien',
  chartNote:
    'Elk punt is ongeveer een tiende van alle momenten. Op de lijn gebeurde precies wat voorspeld was.',
  foretold: 'voorspeld',
  seen: 'gezien',
  dot: (foretold, seen) => `Voorspeld ${foretold}, gezien ${seen}`,
  effects: 'Waar het op let',
  effectsNote: 'Elk op zichzelf, als al het andere gelijk is; het sterkste eerst.',
  leaves: 'Gaat eerder weg',
  orders: 'Bestelt eerder',
  features: {
    pages: 'meer pagina’s',
    productPages: 'meer productpagina’s',
    listPages: 'meer categorieën',
    otherPages: 'meer andere pagina’s',
    cartPages: 'heeft de winkelwagen gezien',
    seconds: 'langer in de winkel',
    productSeconds: 'langer bij producten',
    secondsPerPage: 'langer op elke pagina',
    secondsHere: 'langer op deze pagina',
    checkout: 'was al bij het afrekenen',
    added: 'legde iets in de winkelwagen',
    phone: 'op een telefoon',
    weekend: 'in het weekend',
  },
  learnt: (when, next) => `Bijgewerkt op ${when}; de volgende keer op ${next}.`,
}
