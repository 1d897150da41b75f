import { troubleWords } from '@loods/protocol/trouble-words/nl'
import type { ChannelWords } from './words.ts'

/** Nederlands, informeel. */
export const words: ChannelWords = {
  kinds: {
    whatsapp: {
      name: 'WhatsApp',
      gives:
        'Klanten schrijven naar je zakelijke nummer, jij antwoordt hier. Een chat uit je winkel kan in WhatsApp verdergaan.',
      needs: 'Een kwartier, en een telefoonnummer dat nog niet in WhatsApp zit.',
      connect: 'WhatsApp koppelen',
      another: 'Nog een nummer koppelen',
    },
    messenger: {
      name: 'Messenger',
      gives: 'Wat klanten naar je Facebookpagina schrijven, komt hier tussen je andere chats.',
      needs: 'Tien minuten, en het recht om de pagina te beheren.',
      connect: 'Messenger koppelen',
      another: 'Nog een pagina koppelen',
    },
  },
  ownPhone: {
    title: 'Wil je alleen op je eigen telefoon antwoorden?',
    text: 'Chats uit je winkel kunnen naar je eigen WhatsApp komen. Daar heb je geen Meta-account en niets hiervan voor nodig.',
    none: 'Chats uit je winkel kunnen ook naar je eigen WhatsApp komen. Koppel eerst een nummer, en daarna je telefoon in je profiel.',
    number:
      'Chats uit je winkel kunnen ook naar je eigen WhatsApp komen. Koppel je telefoon in je profiel.',
    go: 'Naar je profiel',
  },
  state: {
    on: 'Werkt',
    paused: 'Ontvangt, verstuurt niet',
    warned: 'Vraagt aandacht',
    begun: 'Nog niet af',
    untried: 'Nog niet geprobeerd',
  },
  receipts: {
    label: 'Laat zien dat je gelezen hebt',
    hint: 'Klanten zien daar dat hun bericht gelezen is, en dat iemand schrijft. Uit: geen van beide.',
  },
  missing: {
    begun: {
      text: 'Meta weet nog niet dat berichten hierheen moeten. Tot dan komt er niets binnen.',
      action: 'Verder met koppelen',
    },
    untried: {
      text: 'Alles is ingesteld, maar er kwam nog geen bericht binnen. Stuur jezelf een test; dan weet je het voordat een klant schrijft.',
      action: 'Stuur een test',
    },
  },
  facts: {
    quality: 'Kwaliteit',
    qualities: { green: 'Goed', yellow: 'Onder druk', red: 'Laag' },
    limit: 'Kan chats beginnen met',
    people: (count) => `${count} mensen per dag`,
    token: 'Token loopt af',
    heard: 'Laatste bericht van Meta',
    never: 'Nog geen',
    checked: 'Nagekeken',
  },
  actions: {
    templates: 'Sjablonen',
    renew: 'Token vernieuwen',
    again: 'Opnieuw nakijken',
    checking: 'Nakijken…',
    hours: 'Openingstijden in profiel',
    disconnect: 'Loskoppelen',
    disconnectAll: 'Alle tokens intrekken',
    more: (name) => `Meer voor ${name}`,
    back: 'Alle kanalen',
  },
  checkedNow: 'Nagekeken. Alles is zoals het moet zijn.',
  troubles: troubleWords,
  remedies: {
    token: 'Token vernieuwen',
    permission: 'Token vernieuwen',
    locked: 'Hulp van Meta openen',
    policy: 'Hulp van Meta openen',
    payment: 'Betalen bij Meta openen',
    registration: 'Nummers bij Meta openen',
    display_name: 'Nummers bij Meta openen',
    number_gone: 'Loskoppelen',
    spam: 'Opnieuw nakijken',
    quality: 'Nummers bij Meta openen',
    webhook: 'Opnieuw met Meta verbinden',
  },
  disconnect: {
    title: (name) => `${name} loskoppelen?`,
    text: 'Het token en het app-geheim worden hier meteen gewist. Gesprekken blijven, maar je kunt daar pas weer antwoorden als je opnieuw koppelt.',
    also: 'Kan iemand het token gezien hebben? Wis het dan ook bij Meta.',
    done: (name) => `${name} is losgekoppeld`,
    allTitle: 'Alle tokens intrekken?',
    allText:
      'Alle nummers en pagina’s worden losgekoppeld en hun tokens en app-geheimen hier meteen gewist. Gesprekken blijven.',
    allDone: 'Alle tokens zijn gewist',
  },
  steps: {
    label: 'Stappen',
    need: 'Wat je nodig hebt',
    values: 'Vier gegevens',
    messengerValues: 'Drie gegevens',
    callback: 'Met Meta verbinden',
    trial: 'Proberen',
    done: 'Klaar',
    of: (step, all) => `Stap ${step} van ${all}`,
    next: 'Verder',
    before: 'Terug',
    later: 'Later verder',
  },
  need: {
    whatsapp: {
      title: 'Wat je van Meta nodig hebt',
      intro:
        'WhatsApp is van Meta, en Meta heeft hier eigen schermen voor. Loop ze één keer van boven naar beneden door; je kunt tussendoor stoppen.',
      items: [
        {
          what: 'Een bedrijfsportfolio',
          where: 'Heb je er nog geen? Kies op business.facebook.com “Account maken”.',
        },
        {
          what: 'Een app die WhatsApp doet',
          where:
            'Kies op developers.facebook.com: Mijn apps › App maken, en dan “Connect with customers through WhatsApp”.',
        },
        {
          what: 'Een telefoonnummer voor je winkel',
          where:
            'In de app: WhatsApp › API Setup › Add phone number. Het mag niet op een telefoon in WhatsApp zitten; verwijder daar eerst het account, of neem een ander nummer.',
        },
        {
          what: 'Een token dat nooit afloopt',
          where:
            'In het portfolio: Instellingen › Systeemgebruikers › Toevoegen. Wijs de app en het WhatsApp-account toe, kies “Token genereren”, vervaldatum “Nooit”, met whatsapp_business_messaging en whatsapp_business_management.',
        },
        {
          what: 'Een betaalwijze',
          where:
            'In WhatsApp Manager: Instellingen › Betaling. Antwoorden binnen 24 uur is gratis; voor sjablonen rekent Meta geld.',
        },
      ],
    },
    messenger: {
      title: 'Wat je van Meta nodig hebt',
      intro:
        'Messenger is van Meta, en Meta heeft hier eigen schermen voor. Loop ze één keer van boven naar beneden door.',
      items: [
        {
          what: 'Een Facebookpagina die jij beheert',
          where: 'De pagina waar klanten naar schrijven.',
        },
        {
          what: 'Een app die Messenger doet',
          where:
            'Kies op developers.facebook.com: Mijn apps › App maken, en dan “Engage with customers on Messenger”.',
        },
        {
          what: 'Een token voor de pagina',
          where:
            'In de app: Messenger › API settings › Generate access tokens: koppel de pagina en kies “Generate”. Nodig zijn pages_messaging en pages_manage_metadata.',
        },
      ],
    },
    open: 'Meta voor ontwikkelaars openen',
    ready: 'Ik heb dit',
  },
  values: {
    title: 'Neem over wat Meta laat zien',
    whatsappIntro:
      'Elk gegeven wordt nagekeken zodra je het plakt. Er wordt niets bewaard tot alle vier kloppen.',
    messengerIntro:
      'Elk gegeven wordt nagekeken zodra je het plakt. Er wordt niets bewaard tot alles klopt.',
    fields: {
      whatsapp: {
        token: {
          label: 'Toegangstoken',
          hint: 'Portfolio › Instellingen › Systeemgebruikers. Begint met EAA.',
        },
        externalId: {
          label: 'ID van het telefoonnummer',
          hint: 'App › WhatsApp › API Setup, onder het nummer: “Phone number ID”.',
        },
        businessId: {
          label: 'ID van het WhatsApp-account',
          hint: 'Op hetzelfde scherm, ernaast: “WhatsApp Business Account ID”.',
        },
        appSecret: {
          label: 'App-geheim',
          hint: 'App › App-instellingen › Basis › Tonen.',
        },
      },
      messenger: {
        token: {
          label: 'Token van de pagina',
          hint: 'App › Messenger › API settings. Begint met EAA.',
        },
        externalId: {
          label: 'ID van de pagina',
          hint: 'Mag leeg blijven: het token weet van welke pagina het is.',
        },
        businessId: { label: '', hint: '' },
        appSecret: {
          label: 'App-geheim',
          hint: 'App › App-instellingen › Basis › Tonen.',
        },
      },
    },
    checking: 'Nakijken…',
    waiting: 'Wordt nagekeken zodra het token klopt',
    good: 'Klopt',
    goodUntil: (date) =>
      `Klopt, maar loopt af op ${date}. Met een token dat nooit afloopt hoef je niet terug te komen.`,
    putRight: 'Dit stond in een ander vak of was anders geschreven; nu klopt het.',
    unproven: 'Meta kan dit nog niet zeggen. Het eerste bericht dat binnenkomt bewijst het.',
    found: (what) => `Gevonden: ${what}`,
    missing: (scopes) => `Dit token mag te weinig. Genereer er een die ook dit mag: ${scopes}.`,
    connect: 'Koppelen',
    connecting: 'Koppelen…',
    secretKept: 'Wordt versleuteld bewaard en nooit meer getoond.',
    problems: {
      token: {
        invalid: 'Meta kent dit token niet. Neem het opnieuw over, helemaal.',
        expired: 'Dit token is afgelopen. Genereer een nieuw, met vervaldatum “Nooit”.',
        revoked: 'Dit token is bij Meta ingetrokken. Genereer een nieuw.',
        wrong: 'Meta neemt dit token niet aan. Genereer een nieuw.',
      },
      externalId: {
        not_found:
          'Het token komt bij niets met deze ID. Neem de ID opnieuw over, of wijs het account aan de systeemgebruiker toe.',
        elsewhere: 'Dit nummer hoort bij een ander account.',
        unregistered:
          'Dit nummer is nog niet aangemeld bij WhatsApp. Maak “Add phone number” bij Meta af en kijk het dan opnieuw na.',
        taken: 'Dit is al gekoppeld. Koppel het daar eerst los.',
      },
      businessId: {
        not_found:
          'Het token komt bij geen WhatsApp-account met deze ID. Neem hem opnieuw over uit API Setup.',
        elsewhere: 'Het nummer zit niet in dit account. Neem beide ID’s van hetzelfde scherm over.',
      },
      appSecret: {
        wrong:
          'Dit is niet het geheim van de app waarmee het token is gemaakt. Neem het van die app.',
      },
      unreachable:
        'Meta antwoordt nu niet. Wat je invulde blijft staan; kijk het zo meteen opnieuw na.',
      other: 'Dit klopt niet. Neem het opnieuw over.',
    },
    again: 'Opnieuw nakijken',
  },
  callback: {
    title: 'Laat Meta je berichten hier brengen',
    intro:
      'Meta moet weten waar het heen moet met wat klanten schrijven. Loods kan dat voor je invullen.',
    doIt: 'Regel het bij Meta voor mij',
    doing: 'Bezig…',
    byHand: 'Ik plak het liever zelf',
    where: {
      whatsapp:
        'In de app: WhatsApp › Configuration › Edit. Plak beide, kies “Verify and save” en vink daarna bij “Manage” de velden hieronder aan.',
      messenger:
        'In de app: Messenger › API settings › Configure webhooks. Plak beide, kies “Verify and save” en vink daarna de velden hieronder aan.',
    },
    url: 'Callback URL',
    token: 'Verify token',
    fields: 'Velden om aan te vinken',
    lights: {
      shaken: 'Meta kent ons adres',
      subscribed: 'Meta brengt berichten hier',
    },
    problems: {
      handshake:
        'Meta kon deze relay niet bereiken. Het adres moet openbaar zijn, met https en een geldig certificaat.',
      in_use: (host) =>
        `Deze app vertelt zijn nieuws nu aan ${host}. Ga je verder, dan stopt dat en komt het hier.`,
      permission: 'Dit mag het token niet. Vernieuw het met alle rechten, of plak het zelf.',
      unreachable: 'Meta antwoordt nu niet. Er is niets verloren; probeer het zo meteen opnieuw.',
      other: 'Meta nam dit niet aan. Probeer het opnieuw, of plak het zelf.',
      said: (words) => `Meta zegt: ${words}`,
    },
    replace: 'Breng het voortaan hier',
    subscribe: 'Nu aanmelden',
  },
  trial: {
    title: 'Schrijf één keer naar jezelf',
    whatsappIntro:
      'Stuur dit vanuit je eigen WhatsApp naar je nieuwe nummer. Het bewijst de hele weg, heen en terug, en geen klant ziet het.',
    messengerIntro:
      'Stuur dit vanaf je eigen Facebookaccount naar je pagina. Het bewijst de hele weg, heen en terug, en geen klant ziet het.',
    open: { whatsapp: 'WhatsApp openen', messenger: 'Messenger openen' },
    scanCode: {
      whatsapp: 'Scan dit met je telefoon; de tekst staat dan klaar.',
      messenger: 'Scan dit met je telefoon; je pagina opent dan in Messenger.',
    },
    scan: { whatsapp: 'Of stuur deze tekst', messenger: 'Stuur deze tekst' },
    send: { whatsapp: 'Stuur deze tekst', messenger: 'Stuur deze tekst' },
    text: 'Tekst om te sturen',
    to: (address) => `naar ${address}`,
    lights: {
      heard: 'Je bericht kwam binnen',
      answered: 'Ons antwoord is weg',
      arrived: 'Het antwoord staat op je telefoon',
    },
    refused: (words) => `Ons antwoord werd geweigerd: ${words}`,
    slow: 'Er is nog niets binnengekomen. Kijk dit na:',
    checks: {
      whatsapp: [
        'De tekst is naar je nieuwe nummer gestuurd, zoals hij hier staat.',
        'De app staat op “Live”: de schakelaar boven in het scherm bij Meta.',
        'Onder WhatsApp › Configuration is het veld “messages” aangevinkt.',
        'Het app-geheim is van dezelfde app: anders weigeren we wat er binnenkomt.',
      ],
      messenger: [
        'De tekst is naar deze pagina gestuurd, zoals hij hier staat.',
        'De app staat op “Live”: tot dan kan alleen schrijven wie een rol in de app heeft.',
        'Onder Messenger › API settings is voor de pagina het veld “messages” aangevinkt.',
        'Het app-geheim is van dezelfde app: anders weigeren we wat er binnenkomt.',
      ],
    },
    relink: 'Opnieuw met Meta verbinden',
    another: 'Probeer met een nieuwe tekst',
    skip: 'Nu overslaan',
  },
  done: {
    title: (name) => `${name} werkt`,
    untried: (name) => `${name} is gekoppeld`,
    whatsapp: [
      'Wat klanten naar je nummer schrijven, staat tussen je andere chats.',
      'Tot 24 uur na hun laatste bericht antwoord je vrij. Daarna stuur je een sjabloon.',
      'De chat in je winkel kan WhatsApp aanbieden, onder “Uiterlijk van de chat”.',
    ],
    messenger: [
      'Wat klanten naar je pagina schrijven, staat tussen je andere chats.',
      'Tot 24 uur na hun laatste bericht antwoord je vrij, en met de hand tot 7 dagen.',
    ],
    alert: 'Sjabloon voor meldingen',
    alertText:
      'Antwoord je op je eigen WhatsApp, dan wil Meta een goedgekeurde tekst om je telefoon mee te wekken. Loods heeft er een klaar.',
    makeAlert: 'Sjabloon maken',
    alertMade: 'Meta kijkt ernaar; meestal duurt dat minuten. Je vindt het bij Sjablonen.',
    close: 'Klaar',
  },
  renew: {
    title: 'Token vernieuwen',
    intro: 'Het nieuwe token wordt eerst nagekeken. Berichten komen intussen gewoon binnen.',
    token: 'Nieuw toegangstoken',
    appSecret: 'App-geheim',
    appSecretHint: 'Alleen als dat ook veranderd is.',
    action: 'Vernieuwen',
    done: 'Het token is vernieuwd',
  },
  hours: {
    title: 'Openingstijden in het WhatsApp-profiel',
    intro:
      'WhatsApp heeft geen vak voor tijden dat wij mogen vullen. We schrijven één regel in de omschrijving en laten de rest staan.',
    line: 'Regel met je tijden',
    placeholder: 'Open ma–vr 9.00–17.30, za 10.00–16.00',
    preview: 'De omschrijving wordt',
    empty: 'Leeg',
    tooLong: (over) => `Dat zijn ${over} tekens te veel. Maak de regel korter.`,
    write: 'Zet in het profiel',
    done: 'De tijden staan in het profiel',
  },
  templates: {
    locale: 'nl-NL',
    title: (address) => `Sjablonen van ${address}`,
    intro:
      'Teksten die Meta vooraf goedkeurt. Daarmee mag je schrijven als de 24 uur na het laatste bericht van een klant om zijn.',
    create: 'Nieuw sjabloon',
    refresh: 'Ophalen bij Meta',
    none: 'Nog geen sjablonen',
    noneHint: 'Schrijf er een voor wat je het vaakst zegt als je later terugkomt.',
    change: 'Wijzigen',
    remove: 'Verwijderen',
    removeTitle: (name) => `${name} verwijderen?`,
    removeText: 'Het verdwijnt ook bij Meta, en de naam blijft daar 30 dagen bezet.',
    changeTitle: (name) => `${name} wijzigen`,
    changeIntro:
      'Naam en taal blijven. Meta kijkt er opnieuw naar; tot dan kun je het niet versturen.',
    name: 'Waar het voor is',
    nameHint: 'Bijvoorbeeld: bestelling onderweg. Klanten zien dit niet.',
    nameAs: (name) => `Bij Meta heet het ${name}. Klanten zien dit niet.`,
    language: 'Taal',
    category: 'Soort',
    categories: {
      utility: 'Over een bestelling of vraag',
      marketing: 'Aanbieding of nieuws',
      authentication: 'Code',
    },
    categoryHints: {
      utility:
        'Gratis binnen de 24 uur, daarna goedkoop. Geen reclame: dan verandert Meta de soort.',
      marketing: 'Kost altijd geld, enkele keren zo veel, en mensen kunnen het uitzetten.',
    },
    prices: {
      utility: 'gratis binnen 24 uur, daarna goedkoop',
      marketing: 'kost altijd geld, duurder',
      authentication: 'kost geld',
    },
    statuses: {
      approved: 'Goedgekeurd',
      pending: 'Meta kijkt ernaar',
      rejected: 'Geweigerd',
      paused: 'Gepauzeerd',
      disabled: 'Uitgezet',
      archived: 'Opgeborgen',
      deleted: 'Verwijderd',
    },
    body: 'Tekst',
    bodyHint:
      'Lege plekken zoals {{1}} vul je in als je het verstuurt. Een tekst mag er niet mee beginnen of eindigen.',
    blank: 'Lege plek toevoegen',
    example: (name) => `Voorbeeld voor {{${name}}}`,
    footer: 'Kleine regel eronder',
    footerHint: 'Mag leeg blijven.',
    header: 'Kop',
    headerHint: 'Mag leeg blijven. Hooguit één lege plek, {{1}}.',
    headerExample: (name) => `Voorbeeld voor {{${name}}} in de kop`,
    buttons: 'Knoppen',
    addReply: 'Antwoord toevoegen',
    addLink: 'Link toevoegen',
    reply: (place) => `Knop ${place}: antwoord`,
    replyText: 'Wat de klant antwoordt',
    link: (place) => `Knop ${place}: tekst van de link`,
    linkText: 'Tekst van de link',
    address: (place) => `Knop ${place}: adres`,
    addressHint: 'Een adres dat met https:// begint, zonder lege plekken.',
    removeButton: (place) => `Knop ${place} weghalen`,
    preview: 'Op de telefoon van de klant',
    previewEmpty: 'Hier verschijnt je tekst.',
    send: 'Naar Meta sturen',
    sending: 'Sturen…',
    problems: {
      body: 'Meta neemt de tekst niet aan. Zet woorden voor en na elke lege plek, geef er een voorbeeld bij en schrijf meer dan lege plekken.',
      header: 'Meta neemt de kop niet aan: hooguit één lege plek, met een voorbeeld erbij.',
      buttons: 'Kijk de knoppen na: hooguit twee links, en elk adres begint met https://.',
      footer: 'Meta neemt de kleine regel niet aan: er mag geen lege plek in.',
      limit: 'Dit account heeft zoveel sjablonen als het mag. Verwijder er eerst een paar.',
    },
    taken: 'Deze naam en taal zijn bezet. Kies andere woorden voor waar het voor is.',
  },
}
