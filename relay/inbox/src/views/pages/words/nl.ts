import type { words as english } from './en.ts'

/** Nederlands: pagina’s waar klanten afhaken. */
export const words: typeof english = {
  pages: {
    title: 'Waar bezoekers weggaan',
    intro: 'Per pagina, vergeleken met andere pagina’s van dezelfde soort. Niemand wordt gevolgd.',
    period: 'Periode',
    days: (days) => `${days} dagen`,
    download: 'Download als tabel',
    loading: 'Laden…',
    views: 'Bekeken',
    bounce: 'Meteen weg',
    exit: 'Laatste pagina',
    dropOff: 'Niet verder',
    finding: 'Wat dat zegt',
    few: (count) => `nog maar ${count}`,
    others: 'Alle andere pagina’s',
    kinds: {
      home: 'voorpagina',
      category: 'categorie',
      product: 'product',
      cart: 'winkelwagen',
      checkout: 'afrekenen',
      'thank-you': 'bedankpagina',
      other: 'andere pagina',
    },
    found: {
      bounce: (rate, usual) =>
        `${rate} gaat hier meteen weg, op andere pagina’s van deze soort ${usual}.`,
      exit: (rate, usual) =>
        `Voor ${rate} is dit de laatste pagina, elders van deze soort voor ${usual}.`,
      dropOff: (rate, usual) => `${rate} gaat hier niet verder, elders van deze soort ${usual}.`,
    },
    lost: (count) => (count === 1 ? 'Dat scheelt 1 bezoek.' : `Dat scheelt ${count} bezoeken.`),
    usual: 'Niet anders dan andere pagina’s van deze soort.',
    notYet: (days) =>
      days === 0
        ? 'Nog te weinig bezoeken om iets te zeggen.'
        : days === 1
          ? 'Nog te weinig bezoeken: nog ongeveer een dag.'
          : `Nog te weinig bezoeken: nog ongeveer ${days} dagen.`,
    note: 'De balk is wat er gemeten is, het bleke stuk hoe zeker dat is, het streepje wat gewoon is voor deze soort pagina. Opvallende pagina’s zijn hooguit één op de tien keer ten onrechte genoemd.',
    funnel: 'Op weg naar een bestelling',
    steps: { product: 'Product', cart: 'Winkelwagen', checkout: 'Afrekenen', order: 'Besteld' },
    leave: (share) => `${share} gaat niet verder`,
    empty: 'Nog geen bezoeken geteld',
    emptyHint: 'Een bezoek telt mee als het een half uur voorbij is. Kijk later nog eens.',
    noneOn: {
      phone: 'Geen bezoeken op een telefoon in deze dagen',
      tablet: 'Geen bezoeken op een tablet in deze dagen',
      desk: 'Geen bezoeken op een computer in deze dagen',
    },
    noneOnHint: 'Op andere apparaten waren ze er wel: kies er hierboven een.',
    off: 'Bezoeken worden niet geteld',
    offHint: 'Dat staat uit in de instellingen. Zonder tellen weet niemand waar bezoekers weggaan.',
    toSettings: 'Naar de instelling',
    dwell: 'Hoe lang wie wegging nog bleef',
    medianLeaver: (seconds) => `De helft van wie wegging was na ${seconds} s vertrokken.`,
    nobodyLeft: 'Hier ging nog niemand weg.',
    perDay: 'Per dag',
    strip: 'Hoe donkerder, hoe meer bezoeken die dag zo verloren gingen.',
    seconds: (seconds) => `${seconds} s`,
    dayTitle: (date, count, share) => `${date}: ${share} van ${count} verloren`,
    dayEmpty: (date) => `${date}: geen bezoeken`,
  },
}
