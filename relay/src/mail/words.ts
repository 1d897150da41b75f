import type { Language, Role } from '@loods/protocol'

/** What the mails say. Names in them come from people; nothing here is a template that is evaluated. */
export interface MailWords {
  roles: Record<Role, string>
  invitation: {
    subject(shop: string): string
    intro(who: string, shop: string, role: string): string
    button: string
    foot: string
  }
  reset: { subject: string; intro: string; button: string; foot: string }
  signUp: { subject: string; intro: string; button: string; foot: string }
  email: { subject: string; intro: string; button: string; foot: string }
  notice: Record<NoticeKind, { subject: string; intro: string }> & {
    button: string
    /** Why somebody gets it, and what to do if it was not them. */
    foot: Record<'account' | 'shop' | 'operator', string>
  }
  alert: {
    subject(shop: string): string
    intro(who: string, waited: string): string
    somebody: string
    waited(seconds: number): string
    button: string
    foot: string
  }
  lead: {
    subject(shop: string): string
    intro: Record<'email' | 'phone', (who: string) => string>
    button: string
    foot: string
  }
  channel: {
    subject(channel: string, shop: string): string
    waits: string
    button: string
    foot: string
  }
  reply: {
    subject(shop: string): string
    intro(who: string, shop: string): string
    button: string
    foot: string
  }
  firstReply: {
    subject(shop: string): string
    intro(shop: string): string
    button: string
    foot: string
  }
}

/** Changes to an account or a shop its owner hears of by mail. */
export type NoticeKind =
  | 'password'
  | 'email'
  | 'shopAsks'
  | 'shopLinked'
  | 'shopMoved'
  | 'shopErased'
  | 'appToOpen'
  | 'dataAsked'

const nl: MailWords = {
  roles: { owner: 'eigenaar', admin: 'beheerder', agent: 'medewerker' },
  invitation: {
    subject: (shop) => `Uitnodiging voor ${shop}`,
    intro: (who, shop, role) =>
      `${who} vraagt je om als ${role} mee te antwoorden op klanten van ${shop}.`,
    button: 'Uitnodiging aannemen',
    foot: 'De link werkt één keer, 72 uur lang. Verwachtte je dit niet? Dan hoef je niets te doen.',
  },
  reset: {
    subject: 'Een nieuw wachtwoord voor Loods',
    intro: 'Er is om een nieuw wachtwoord gevraagd voor dit adres. Was jij dat? Kies het dan hier.',
    button: 'Nieuw wachtwoord kiezen',
    foot: 'De link werkt één keer, een uur lang. Was jij het niet? Dan hoef je niets te doen: je wachtwoord blijft zoals het is.',
  },
  signUp: {
    subject: 'Bevestig je adres voor Loods',
    intro: 'Met dit adres is een account bij Loods aangevraagd. Was jij dat? Ga dan hier verder.',
    button: 'Verdergaan',
    foot: 'De link werkt één keer, een dag lang. Was jij het niet? Dan hoef je niets te doen: er is nog niets gemaakt.',
  },
  email: {
    subject: 'Bevestig je nieuwe adres',
    intro:
      'Iemand wil zich bij Loods voortaan met dit adres aanmelden. Was jij dat? Bevestig het dan hier.',
    button: 'Adres bevestigen',
    foot: 'De link werkt één keer, een dag lang. Was jij het niet? Dan hoef je niets te doen: er verandert niets.',
  },
  notice: {
    password: {
      subject: 'Je wachtwoord is veranderd',
      intro:
        'Het wachtwoord van je account is zojuist veranderd. Alle andere apparaten zijn afgemeld.',
    },
    email: {
      subject: 'Je e-mailadres is veranderd',
      intro:
        'Het e-mailadres van je account is zojuist veranderd. Je meldt je voortaan aan met het nieuwe adres.',
    },
    shopAsks: {
      subject: 'Een winkel wil erbij',
      intro:
        'Iemand heeft in een winkel op Start gedrukt en vraagt of die deze relay mag gebruiken. Bij je instellingen staat welke het is.',
    },
    shopLinked: {
      subject: 'Je winkel is opnieuw gekoppeld',
      intro:
        'De beheerder van je winkel heeft de chat zojuist opnieuw gekoppeld. Wat de winkel eerder ondertekende, geldt niet meer.',
    },
    shopMoved: {
      subject: 'Je winkel is verhuisd',
      intro:
        'De beheerder van je winkel heeft de chat zojuist naar een ander adres verhuisd. Op het oude adres is de chat weg.',
    },
    shopErased: {
      subject: 'De chat van je winkel is gewist',
      intro:
        'De beheerder van je winkel heeft Loods verwijderd en gevraagd alles van de winkel te wissen: gesprekken, bestanden en instellingen.',
    },
    appToOpen: {
      subject: 'Open Loods even in Shopify',
      intro:
        'Shopify laat ons niet meer bij je winkel: bestellingen en producten kunnen we nu niet opzoeken. Open de app Loods in je Shopify-beheer, dan werkt het weer. De chat zelf gaat gewoon door.',
    },
    dataAsked: {
      subject: 'Een klant vraagt wat je van hem bewaart',
      intro:
        'Via Shopify vroeg een klant welke gegevens je winkel van hem heeft. Wat er in Loods over hem staat, haal je op bij je instellingen onder Privacy. Geef het binnen 30 dagen aan de klant.',
    },
    button: 'Naar Loods',
    foot: {
      account:
        'Was jij dit niet? Vraag dan meteen de eigenaar van je winkel om je account te verwijderen.',
      shop: 'Je krijgt deze mail omdat je eigenaar van de winkel bent.',
      operator: 'Je krijgt deze mail omdat je deze relay beheert.',
    },
  },
  alert: {
    subject: (shop) => `Er wacht iemand bij ${shop}`,
    intro: (who, waited) => `${who} wacht al ${waited} op antwoord.`,
    somebody: 'Een klant',
    waited: (seconds) => span(seconds, ['seconde', 'seconden'], ['minuut', 'minuten']),
    button: 'Gesprek openen',
    foot: 'Je krijgt deze mail omdat nog niemand had geantwoord. Je verandert dit bij je meldingen.',
  },
  lead: {
    subject: (shop) => `Iemand wil antwoord van ${shop}`,
    intro: {
      email: (who) => `${who} liet een e-mailadres achter om antwoord op te krijgen:`,
      phone: (who) => `${who} liet een telefoonnummer achter en wil gebeld worden:`,
    },
    button: 'Gesprek openen',
    foot: 'Je krijgt deze mail omdat nog niemand het had geopend. Je verandert dit bij je meldingen.',
  },
  channel: {
    subject: (channel, shop) => `${channel} van ${shop} heeft je nodig`,
    waits: 'Berichten die nu klaarstaan, wachten en gaan daarna vanzelf uit.',
    button: 'Kanalen openen',
    foot: 'Je krijgt deze mail omdat je eigenaar of beheerder van de winkel bent.',
  },
  reply: {
    subject: (shop) => `Antwoord van ${shop}`,
    intro: (who, shop) => `${who} van ${shop} schreef:`,
    button: 'Verder praten',
    foot: 'De link opent jouw gesprek. Stuur deze mail dus niet door.',
  },
  firstReply: {
    subject: (shop) => `Antwoord van ${shop}`,
    intro: (shop) =>
      `Je vroeg iets aan ${shop} en liet dit adres achter. Er is een antwoord voor je.`,
    button: 'Antwoord lezen',
    foot: 'De link opent jouw gesprek. Vroeg je niets? Dan heeft iemand anders dit adres ingevuld en hoef je niets te doen.',
  },
}

const en: MailWords = {
  roles: { owner: 'an owner', admin: 'an admin', agent: 'an agent' },
  invitation: {
    subject: (shop) => `Invitation to ${shop}`,
    intro: (who, shop, role) => `${who} asks you to help answer shoppers of ${shop}, as ${role}.`,
    button: 'Accept the invitation',
    foot: 'The link works once, for 72 hours. Did you not expect this? Then there is nothing to do.',
  },
  reset: {
    subject: 'A new password for Loods',
    intro: 'Somebody asked for a new password for this address. Was it you? Then choose it here.',
    button: 'Choose a new password',
    foot: 'The link works once, for one hour. Was it not you? Then there is nothing to do: your password stays as it is.',
  },
  signUp: {
    subject: 'Confirm your address for Loods',
    intro: 'Somebody asked for an account at Loods with this address. Was it you? Then go on here.',
    button: 'Go on',
    foot: 'The link works once, for one day. Was it not you? Then there is nothing to do: nothing was made yet.',
  },
  email: {
    subject: 'Confirm your new address',
    intro:
      'Somebody wants to sign in at Loods with this address from now on. Was it you? Then confirm it here.',
    button: 'Confirm the address',
    foot: 'The link works once, for one day. Was it not you? Then there is nothing to do: nothing changes.',
  },
  notice: {
    password: {
      subject: 'Your password was changed',
      intro: 'The password of your account was just changed. All other devices were signed out.',
    },
    email: {
      subject: 'Your e-mail address was changed',
      intro:
        'The e-mail address of your account was just changed. From now on you sign in with the new one.',
    },
    shopAsks: {
      subject: 'A shop asks to join',
      intro:
        'Somebody pressed Start in a shop and asks to use this relay. Your settings say which shop it is.',
    },
    shopLinked: {
      subject: 'Your shop was linked anew',
      intro:
        'The administrator of your shop just linked its chat anew. What the shop signed before counts no longer.',
    },
    shopMoved: {
      subject: 'Your shop has moved',
      intro:
        'The administrator of your shop just moved its chat to another address. At the old address the chat is gone.',
    },
    shopErased: {
      subject: 'The chat of your shop was erased',
      intro:
        'The administrator of your shop removed Loods and asked to erase everything of the shop: conversations, files and settings.',
    },
    appToOpen: {
      subject: 'Please open Loods in Shopify',
      intro:
        'Shopify no longer lets us into your shop: orders and products cannot be looked up. Open the Loods app in your Shopify admin and it works again. The chat itself goes on.',
    },
    dataAsked: {
      subject: 'A customer asks what you keep of them',
      intro:
        'Through Shopify a customer asked what your shop keeps of them. What Loods has is in your settings, under Privacy. Give it to the customer within 30 days.',
    },
    button: 'Open Loods',
    foot: {
      account: 'Was it not you? Ask the owner of your shop to remove your account at once.',
      shop: 'You get this mail because you own the shop.',
      operator: 'You get this mail because you run this relay.',
    },
  },
  alert: {
    subject: (shop) => `Somebody is waiting at ${shop}`,
    intro: (who, waited) => `${who} has been waiting ${waited} for an answer.`,
    somebody: 'A shopper',
    waited: (seconds) => span(seconds, ['second', 'seconds'], ['minute', 'minutes']),
    button: 'Open the conversation',
    foot: 'You get this mail because nobody had answered yet. You can change this under notifications.',
  },
  lead: {
    subject: (shop) => `Somebody wants an answer from ${shop}`,
    intro: {
      email: (who) => `${who} left an e-mail address to be answered at:`,
      phone: (who) => `${who} left a phone number and wants a call:`,
    },
    button: 'Open the conversation',
    foot: 'You get this mail because nobody had opened it yet. You can change this under notifications.',
  },
  channel: {
    subject: (channel, shop) => `${channel} of ${shop} needs you`,
    waits: 'Messages that are ready wait, and leave by themselves afterwards.',
    button: 'Open channels',
    foot: 'You get this mail because you are an owner or admin of the shop.',
  },
  reply: {
    subject: (shop) => `An answer from ${shop}`,
    intro: (who, shop) => `${who} of ${shop} wrote:`,
    button: 'Go on talking',
    foot: 'The link opens your conversation, so do not pass this mail on.',
  },
  firstReply: {
    subject: (shop) => `An answer from ${shop}`,
    intro: (shop) =>
      `You asked ${shop} something and left this address. There is an answer for you.`,
    button: 'Read the answer',
    foot: 'The link opens your conversation. Did you not ask anything? Then somebody else typed this address, and there is nothing to do.',
  },
}

export const MAIL_WORDS: Record<Language, MailWords> = { nl, en }

function span(seconds: number, second: [string, string], minute: [string, string]): string {
  const minutes = Math.round(seconds / 60)
  const [count, names] = minutes < 1 ? [seconds, second] : [minutes, minute]
  return `${count} ${count === 1 ? names[0] : names[1]}`
}
