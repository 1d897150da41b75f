import type { Words } from './words.ts'

export const words: Words = {
  inbox: 'Chat',
  waiting: (count) => `Chat, ${count} wachtend`,
  start: {
    title: 'Chat in je winkel in vier stappen',
    lead: 'Twee zijn er al gedaan. Aanzetten en proberen kost twee minuten.',
    ready: 'Alles staat klaar. Klanten antwoord je in de inbox.',
    add: 'Toevoegen',
    added: 'Loods zit in je winkel.',
    approve: 'Toestaan',
    approved:
      'Loods mag wat een chat nodig heeft. Om meer vraagt het pas als je iets wilt waar dat voor nodig is.',
    switchOn: 'Aanzetten',
    switchOnHint:
      'Je thema-editor opent met de chat aan. Klik daar op Opslaan en kom hier terug: deze pagina merkt het vanzelf.',
    switchOnButton: 'Zet de chat aan in je thema',
    tryIt: 'Proberen',
    tryItHint: 'Er komt een bericht in je inbox, alsof een klant je schrijft. Beantwoord het daar.',
    tryItButton: 'Stuur een testbericht',
    skip: 'Naar de inbox',
    done: 'klaar',
    toDo: 'te doen',
  },
  seen: {
    looking: 'Even kijken…',
    now: 'Chat net nog gezien in je winkel',
    ago: (when) => `Chat ${when} gezien in je winkel`,
    on: 'De chat staat aan in je thema. Open je winkel, dan zie je hier dat hij er staat.',
    never: 'De chat is nog niet gezien in je winkel.',
    off: 'De chat staat uit in het thema dat je klanten zien.',
    lost: (when) =>
      `De chat is ${when} voor het laatst gezien, en staat uit in het thema dat je klanten nu zien.`,
    refused: (origin) =>
      `Een pagina op ${origin} vroeg om de chat en kreeg die niet: dat adres hoort niet bij je winkel. Is het van jou, voeg het dan toe in de inbox, bij Instellingen, Installeren.`,
  },
  shop: {
    title: 'Chat in je winkel',
    status: 'Wat klanten zien',
    openShop: 'Open mijn winkel',
    editor: 'Open de thema-editor',
    switchOn: 'Zet de chat aan in je thema',
    themes: 'Per thema',
    live: 'Dit zien je klanten',
    on: 'Aan',
    off: 'Uit',
    themeHint:
      'De chat zet je per thema aan. Publiceer je een ander thema, zet hem dan daar ook aan: je instellingen en gesprekken blijven gewoon bewaard.',
    published: (when) =>
      `Je hebt ${when} een ander thema gepubliceerd. Zet de chat daarin aan, anders zien klanten hem niet.`,
    position: 'Plaats',
    positionHint:
      'Waar de chatknop staat. Kleur, icoon en teksten kies je in de instellingen van de inbox.',
    right: 'Rechtsonder',
    left: 'Linksonder',
    look: 'Kies kleur en teksten',
    saved: 'Opgeslagen',
    remove: 'Alles verwijderen',
    removeHint:
      'Wist alle gesprekken, bestanden, mensen en instellingen van deze winkel op de chatserver, voorgoed. Wil je de chat alleen verbergen, zet hem dan uit in je thema.',
    removeButton: 'Alles verwijderen',
    removeAsk: 'Alles van je winkel verwijderen?',
    removeSure:
      'Alle gesprekken, bestanden en instellingen gaan weg, voor iedereen, en niemand kan ze terughalen.',
    removeKeep: 'Alles bewaren',
    removed: 'Alles van je winkel is gewist.',
    removedHint: 'Je kunt de app nu verwijderen, of opnieuw beginnen.',
    again: 'Opnieuw beginnen',
    inbox: 'Inbox',
    inboxHint:
      'Daar antwoord je klanten, en stel je openingstijden, WhatsApp, triggers en al het andere in.',
    toInbox: 'Naar de inbox',
    toSettings: 'Alle instellingen',
  },
  allow: {
    title: 'Wat Loods mag zien',
    hint: 'Sta alleen toe wat je gebruikt. Al het andere werkt ook zonder, en stoppen kan altijd.',
    orders: { name: 'Bestellingen', why: 'Naast de chat, terwijl je antwoordt.' },
    coupons: { name: 'Kortingscodes', why: 'Om ze in een gesprek te sturen.' },
    themes: { name: 'Thema’s', why: 'Om hier te tonen in welke thema’s de chat aanstaat.' },
    allow: 'Toestaan',
    stop: 'Stoppen',
    yes: 'Toegestaan',
    no: 'Nog niet',
  },
  waiter: {
    waits: (count) =>
      count === 1 ? 'Er wacht een klant op antwoord.' : `Er wachten ${count} klanten op antwoord.`,
    answer: 'Beantwoord',
  },
  notice: {
    off: 'De chat staat uit in het thema dat je klanten zien.',
    button: 'Zet aan',
    close: 'Sluit',
  },
  trouble: {
    outsideTitle: 'Open deze pagina vanuit Shopify',
    outside: 'Loods werkt in je Shopify-beheer. Ga daarheen en open de app; er is niets verloren.',
    outsideButton: 'Open in Shopify',
    scriptTitle: 'Het script van Shopify zelf is niet geladen',
    script:
      'Een browserextensie of firewall houdt misschien cdn.shopify.com tegen. Sta dat toe en laad de pagina opnieuw; er is niets verloren. Aan cookies ligt het niet: die heeft deze pagina niet nodig.',
    signedOutTitle: 'Shopify zei niet wie je bent',
    signedOut:
      'Misschien ben je uitgelogd, of stond deze pagina lang open. Laad hem opnieuw; er is niets verloren. Aan cookies ligt het niet: die heeft deze pagina niet nodig.',
    forbiddenTitle: 'Dit mag je hier niet',
    forbidden: 'Vraag het een eigenaar van de winkel: die bepaalt wat je mag.',
    awayTitle: 'De chatserver is even niet bereikbaar',
    away: 'Er is niets verloren, en klanten kunnen nog een bericht achterlaten. Deze pagina gaat vanzelf verder zodra de server antwoordt.',
    otherTitle: 'Er ging bij ons iets mis',
    other: 'Er is niets verloren. Probeer het zo nog eens.',
    reload: 'Laad opnieuw',
    again: 'Probeer opnieuw',
    failed: 'Dat lukte niet. Er is niets verloren; probeer het zo nog eens.',
    often: 'Dat was vaak in korte tijd. Probeer het over een paar minuten nog eens.',
  },
}
