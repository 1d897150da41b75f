import type { words as english } from './en.ts'

/** Nederlands: wie er op de winkel is. */
export const words: typeof english = {
  visitors: {
    title: 'Nu op je winkel',
    count: (count) => (count === 1 ? '1 bezoeker' : `${count} bezoekers`),
    empty: 'Er is nu niemand op je winkel',
    emptyHint:
      'Bezoekers staan hier zolang ze rondkijken. Geen naam, geen profiel: alleen de pagina.',
    waiting: 'Wachten tot de relay vertelt wie er is…',
    page: 'Pagina',
    onPage: 'Op deze pagina',
    onShop: 'Op de winkel',
    pages: 'Pagina’s',
    from: 'Kwam van',
    device: 'Apparaat',
    language: 'Taal',
    chat: 'Open chat',
    direct: 'direct',
    invite: 'Bied hulp aan',
    inviteOn: (page) => `Aan wie nu op ${page} is`,
    line: 'Je regel',
    suggestions: 'Of kies er een',
    inviteHint:
      'Staat binnen een halve minuut op de pagina, naast de chatknop. Eén keer per bezoek.',
    send: 'Verstuur',
    prompted: 'Kreeg al hulp aangeboden',
    tooLate: 'Deze bezoeker is weg. Er is niets verstuurd.',
    taken: 'Deze bezoeker chat al, is al uitgenodigd of zag al genoeg. Er is niets verstuurd.',
    states: {
      waiting: 'Onderweg, binnen een halve minuut',
      shown: 'Ziet nu je regel',
      closed: 'Sloot je regel',
      accepted: 'Opende de chat',
      gone: 'Niet aangekomen: al weg, of op een ander tabblad',
    },
    suppressed: 'Niet getoond',
    reasons: {
      acted: 'chatte al of sloot iets',
      prompted: 'kreeg al hulp aangeboden',
      closed: 'sloot kort geleden een aanbod',
      often: 'nam deze week genoeg aan',
      early: 'het bezoek was net begonnen',
      hidden: 'niemand zou het zien',
      paying: 'was aan het betalen',
      typing: 'was aan het typen',
      cart: 'legde net iets in de winkelwagen',
      covered: 'er lag een venster van de winkel overheen',
    },
  },
  pilot: {
    pages: 'Pagina’s',
    triggers: 'Triggers',
    doctor: 'Dokter',
  },
}
