import type { words as english } from './en.ts'

/** Nederlands: wat een nieuwe inbox zegt. */
export const words: typeof english = {
  first: {
    title: 'Je inbox staat klaar',
    intro: 'Zo kom je aan je eerste chat.',
    snippetTitle: 'Zet de chat op je winkel',
    snippet: 'Plak deze regel vlak voor </body> op elke pagina.',
    shopTitle: 'Bekijk de chat in je winkel',
    shop: 'Open je winkel zoals een klant dat doet, en vraag iets.',
    openShop: 'Open je winkel',
    copy: 'Kopieer',
    copied: 'Gekopieerd',
    demoTitle: 'Probeer het als klant',
    demo: 'Open de demowinkel in een ander venster en vraag iets.',
    openDemo: 'Open de demowinkel',
    testTitle: 'Zie een bericht binnenkomen',
    test: 'Wij schrijven je zoals een klant dat doet.',
    sendTest: 'Stuur een testbericht',
    testText: 'Hoi! Dit is een testbericht. Kun je dit lezen?',
  },
  seen: {
    now: (count, host) =>
      count === 1
        ? `Het werkt: er is nu 1 bezoeker op ${host}.`
        : `Het werkt: er zijn nu ${count} bezoekers op ${host}.`,
    last: (when, where) => `Het werkt: ${when} gezien op ${where}.`,
    gone: (when, where) => `Voor het laatst gezien ${when}, op ${where}.`,
    never: 'Nog niet gezien op je winkel. Open er een pagina, dan staat het hier.',
    why: 'Waarom zie ik niets?',
    justNow: 'zojuist',
    hostReason:
      'De chat staat uit, of is verborgen op de pagina’s die je bekijkt: zie de instellingen van de chat in je beheeromgeving, die controleren je winkel ook.',
    lineReason:
      'Staat de regel op de pagina? Kijk in de bron van de pagina of loader.js erin staat. Zo niet: sommige thema’s slaan de voet over, plak hem dan in de head.',
    reasons: [
      'Een cache laat nog de oude pagina zien: leeg de cache van je winkel en je browser.',
      'Een cookiemelding of optimalisatieplugin houdt scripts tegen: sta loader.js toe. Hij zet geen cookies.',
      'Je winkel stuurt een Content-Security-Policy: sta het adres van de relay toe bij script-src en connect-src.',
      'Een winkel op https laadt niets van een adres met http: de relay heeft dan ook https nodig.',
    ],
    refused: (origin) => `${origin} vroeg om de chat, maar staat niet bij je adressen.`,
    allow: 'Sta dit adres toe',
  },
}
