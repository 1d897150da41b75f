import type { ProposalWords } from './words.ts'

/** Nederlands, informeel: wat voorstellen en regels voor pagina's zeggen. */
export const words: ProposalWords = {
  title: 'Voorstellen',
  intro:
    'Pagina’s waar meer bezoeken stranden dan gewoon is, elk met een aanbod van hulp dat klaarstaat.',
  on: { phone: 'Op een telefoon', tablet: 'Op een tablet', desk: 'Op een computer' },
  pagesOf: {
    home: 'andere startpagina’s',
    category: 'andere categoriepagina’s',
    product: 'andere productpagina’s',
    cart: 'andere winkelwagens',
    checkout: 'andere afrekenpagina’s',
    'thank-you': 'andere bedankpagina’s',
    other: 'andere pagina’s',
  },
  lose: {
    bounce: (on, hits, n) => `${on} gaan ${hits} van de ${n} bezoeken hier meteen weg`,
    exit: (on, hits, n) => `${on} was dit ${hits} van de ${n} keer de laatste pagina`,
    dropOff: (on, hits, n) => `${on} gaan ${hits} van de ${n} bezoeken hier niet verder`,
  },
  beside: (pages, usual, lost) =>
    `; op ${pages} is dat ${usual}, dus hier gaan ongeveer ${lost} bezoeken verloren.`,
  also: (on) => `${on} ook.`,
  both: 'Het aanbod geldt voor al deze apparaten.',
  moment: {
    visible: (seconds, reach) => `Na ${seconds} s kijken: dan is ${reach} van wie weggaat er nog.`,
    leaving: (median, reach) =>
      `De helft van wie weggaat is na ${median} s al weg, en in de eerste seconden van een bezoek zeggen we niets. Een bericht op tijd komt hier dus te laat. Wat wel kan: hulp aanbieden als iemand die langer blijft (${reach}) op het punt staat te gaan. En kijk naar de pagina zelf: wat zien mensen in die eerste seconden?`,
    gone: (median) =>
      `De helft van wie weggaat is na ${median} s al weg, en in de eerste seconden van een bezoek zeggen we niets. Bijna niemand van hen blijft zo lang, dus een bericht helpt hier weinig. Kijk naar de pagina zelf: wat zien mensen in die eerste seconden? Dit aanbod komt als iemand die wel blijft op het punt staat te gaan.`,
    stuck:
      'Alleen als iemand vastzit: een code die niet werkt, fouten in een veld, aarzelen of lang stilstaan.',
  },
  says: 'Wat we dan zeggen',
  holdOut: 'Een op de vijf bezoeken krijgt niets te zien, zodat je later weet wat het oplevert.',
  chart: {
    rate: (name, rate, usual) => `${name}: ${rate}, gewoon is ${usual}`,
    usual: (usual) => `gewoon ${usual}`,
    legend: 'Balk: wat er gemeten is. Bleek: hoe zeker dat is. Streepje: wat gewoon is.',
    moment: (seconds) => `Lijn: ons bericht, na ${seconds} s.`,
    median: (seconds) => `Streepjes: de helft is weg, na ${seconds} s.`,
  },
  accept: 'Zet dit aan',
  dismiss: 'Niet op deze pagina',
  readOnly: 'Eigenaren en beheerders zetten voorstellen aan.',
  accepted: 'Dit aanbod van hulp staat aan.',
  dismissed: 'Deze pagina wordt niet meer voorgesteld.',
  undo: 'Ongedaan maken',
  undone: 'Dat is ongedaan gemaakt.',
  none: 'Er springt geen pagina uit waar nog geen hulp wordt aangeboden.',
  notYet: (days) =>
    days === 1
      ? 'Nog te weinig bezoeken: nog ongeveer een dag tot er iets bekend is van de volgende pagina.'
      : `Nog te weinig bezoeken: nog ongeveer ${days} dagen tot er iets bekend is van de volgende pagina.`,
  all: (count) => `Toon alle ${count} voorstellen`,
  hidden: (count) => (count === 1 ? '1 pagina verborgen' : `${count} pagina’s verborgen`),
  restore: 'Stel weer voor',
  started: 'Uit voorstellen',
  startedAt: (date, automatic) =>
    automatic ? `vanzelf begonnen op ${date}` : `aangezet op ${date}`,
  off: 'staat uit',
  show: 'Bekijk',
  takeBack: 'Draai terug',
  automatic: 'Laat voorstellen vanzelf beginnen',
  automaticHint:
    'Hooguit één per dag, en drie tegelijk die zich nog niet bewezen hebben; vanaf 100 bezoeken; bij het afrekenen alleen als iemand vastzit; en nooit meer waar iemand van je team er een uitzette of weghaalde. Je ziet ze hier en bij de triggers, en kunt elk terugdraaien.',
  rules: {
    change: 'Tel anders',
    done: 'Klaar',
    choose: (page) => `Kies ${page}`,
    chosen: (count) => (count === 1 ? '1 pagina gekozen' : `${count} pagina’s gekozen`),
    pick: 'Kies pagina’s in de tabel.',
    merge: 'Tel als één',
    split: 'Tel apart',
    mergeTitle: 'Tel deze pagina’s als één',
    splitTitle: 'Tel deze pagina’s apart',
    pattern: 'Pagina’s',
    patternHint:
      'Een pad; * staat voor wat dan ook. Zonder taal: /nl en /en tellen als dezelfde pagina.',
    name: 'Naam die ze krijgen',
    nameHint: 'Begint met /',
    catches: (count, all) =>
      count === 0
        ? `Van de ${all} pagina’s die geteld zijn past er nog geen.`
        : `Past op ${count} van de ${all} pagina’s die geteld zijn:`,
    more: (count) => `en nog ${count}`,
    fromNow:
      'Dit geldt voor bezoeken vanaf nu. Wat al geteld is blijft onder de oude namen staan, tot het te oud is om te laten zien.',
    together:
      'Wat als één geteld is, is niet meer uit elkaar te halen. Vanaf nu telt elk van deze pagina’s onder zijn eigen naam.',
    save: 'Bewaar',
    saved: 'Zo worden pagina’s vanaf nu geteld.',
    list: 'Hoe pagina’s geteld worden',
    merged: (pattern, name) => `${pattern} telt als ${name}`,
    apart: (pattern) => `${pattern} telt apart`,
    remove: (rule) => `Haal weg: ${rule}`,
    noRules: 'Elke pagina telt onder zijn eigen adres, zonder taal en nummers.',
    languages: 'Talen in adressen',
    languagesHint:
      'Eerste delen van adressen die een taal zijn, zoals nl of en-gb, met spaties ertussen.',
    badLanguage: (word) => `“${word}” is geen taal zoals nl of en-gb.`,
    full: 'Er zijn al vijftig van deze regels. Haal er eerst een weg.',
  },
}
