import type { Language } from '@loods/protocol'

const en = {
  pair: (shop: string) => `I want to get chats of ${shop} here and answer them.`,
  somebody: 'A visitor',
  on: (page: string) => `A visitor on ${page}`,
  cart: (items: number, total: string) => (total ? `cart: ${items}, ${total}` : `cart: ${items}`),
  empty: '📎',
  voice: '🎤 Voice message',
  photo: '📷 Photo',
  file: (name: string) => `📄 ${name}`,
  inInbox: (name: string) => `${name} in the inbox`,
  onPhone: (name: string) => `${name} on WhatsApp`,
  callBack: (number: string) => `📞 Would like a call back: ${number}`,
  mailBack: (address: string) => `✉️ Would like an answer by e-mail: ${address}`,
  restInInbox: '… (the rest is in the inbox)',
  welcome: (shop: string) =>
    [
      `Welcome. This phone now answers for *${shop}*.`,
      '1. What shoppers write in the chat comes in here.',
      '2. Quote a message (swipe it right) and write: that is your answer. ✅ says that it was sent.',
      '3. /away: nothing comes until /back. /help: everything else.',
      '4. Write stop and this phone is forgotten.',
    ].join('\n'),
  help: [
    'Quote a message to answer that chat. Photos and voice messages work too.',
    '/close  closes the chat (quote it)',
    '/note text  a note that only the team sees (quote the chat)',
    '/who  who is on the team, and who answers where',
    '/away and /back  pause, and go on',
    'stop  forget this phone',
  ].join('\n'),
  noCommand: (word: string) =>
    `I do not know /${word}. These work: /close, /note, /who, /away, /back, /help.`,
  which: 'For which chat is this? Nothing was sent yet.',
  whichTitle: 'Choose a chat',
  whichOver:
    'Nobody was chosen within 15 minutes, so your message was not sent. Quote the chat and send it again.',
  chosenOver:
    'That question is over; nothing was sent by it. Quote the chat and write your answer again.',
  noChat:
    'No chat is open here now, so there was nobody to send this to. New chats come in by themselves.',
  closed: (name: string) => `Chat closed: ${name}`,
  noteEmpty: 'Write the note behind it: /note calls back tomorrow.',
  away: 'You are away: nothing comes here until you write /back. Your colleagues and the inbox go on.',
  back: (waiting: number) =>
    waiting === 0
      ? 'You are back. Nothing new came meanwhile.'
      : waiting === 1
        ? 'You are back. One chat waits; here it comes.'
        : `You are back. ${waiting} chats wait; here they come.`,
  unsupported:
    'This cannot be passed on: text, photos, voice messages and files can. Nothing was sent.',
  edited: 'A change made here does not reach the shopper. Write it as a new message.',
  tooLong: (limit: number) =>
    `This is longer than ${limit} characters, so it was not sent. Send it in parts.`,
  fileRefused:
    'This file cannot be sent from here: photos, voice messages, PDF and other common files up to 10 MB can. Nothing was sent.',
  fileGone: 'This file could not be fetched from WhatsApp. Nothing was sent; send it again.',
  gone: 'This chat is no longer there: it was erased. Nothing was sent.',
  wasClosed: (by: string, at: string) =>
    by
      ? `${by} closed this chat at ${at}. Your message was not sent.`
      : `This chat was closed at ${at}. Your message was not sent.`,
  sendAnyway: 'Send it anyway',
  wasAnswered: (by: string, at: string) =>
    `By the way: ${by} had answered at ${at}. Your answer was sent too.`,
  shopperClosed:
    'This shopper wrote more than 24 hours ago, so their WhatsApp takes templates only. Choose one in the inbox; nothing was sent.',
  failed: 'This could not be sent. Nothing is lost: try again, or answer in the inbox.',
  keep: 'WhatsApp lets us write here until 24 hours after your last message. That is nearly over.',
  keepButton: 'Keep alerts coming',
  summary: (messages: number, chats: number) =>
    `${messages} new ${messages === 1 ? 'message' : 'messages'} in ${chats} ${chats === 1 ? 'chat' : 'chats'}`,
  openInbox: 'Open the inbox',
  team: (shop: string, lines: string[]) => [`Who answers for ${shop}:`, ...lines].join('\n'),
  inTheInbox: 'in the inbox',
  onWhatsapp: 'on WhatsApp',
  isAway: 'away on WhatsApp',
  isOff: 'not there',
  you: 'you',
  bye: (shop: string) =>
    `This phone is forgotten: nothing of ${shop} comes here any more. Pair it again on your profile page.`,
  stranger:
    'This number only writes to shop teams that paired their phone. Pair yours on your profile page in the inbox.',
  deadCode:
    'This code was used or is older than half an hour. Show a new one on your profile page and send that.',
  otherNumber: (address: string) =>
    `This phone answers for the shop, so this did not become a chat. Answer in your chat with ${address}.`,
}

export type PhoneWords = typeof en

const nl: PhoneWords = {
  pair: (shop) => `Ik wil chats van ${shop} hier krijgen en beantwoorden.`,
  somebody: 'Een bezoeker',
  on: (page) => `Een bezoeker op ${page}`,
  cart: (items, total) => (total ? `wagen: ${items}, ${total}` : `wagen: ${items}`),
  empty: '📎',
  voice: '🎤 Spraakbericht',
  photo: '📷 Foto',
  file: (name) => `📄 ${name}`,
  inInbox: (name) => `${name} in de inbox`,
  onPhone: (name) => `${name} op WhatsApp`,
  callBack: (number) => `📞 Wil teruggebeld worden: ${number}`,
  mailBack: (address) => `✉️ Wil antwoord per e-mail: ${address}`,
  restInInbox: '… (de rest staat in de inbox)',
  welcome: (shop) =>
    [
      `Welkom. Deze telefoon antwoordt nu voor *${shop}*.`,
      '1. Wat klanten in de chat schrijven, komt hier binnen.',
      '2. Citeer een bericht (veeg het naar rechts) en schrijf: dat is je antwoord. ✅ zegt dat het verstuurd is.',
      '3. /weg: er komt niets tot /terug. /help: al het andere.',
      '4. Schrijf stop en deze telefoon wordt vergeten.',
    ].join('\n'),
  help: [
    'Citeer een bericht om die chat te antwoorden. Foto’s en spraakberichten kunnen ook.',
    '/sluit  sluit de chat (citeer die)',
    '/notitie tekst  een notitie die alleen het team ziet (citeer de chat)',
    '/wie  wie er in het team zit, en wie waar antwoordt',
    '/weg en /terug  pauze, en weer verder',
    'stop  deze telefoon vergeten',
  ].join('\n'),
  noCommand: (word) =>
    `/${word} ken ik niet. Deze wel: /sluit, /notitie, /wie, /weg, /terug, /help.`,
  which: 'Voor welke chat is dit? Er is nog niets verstuurd.',
  whichTitle: 'Kies een chat',
  whichOver:
    'Er is binnen 15 minuten geen chat gekozen, dus je bericht is niet verstuurd. Citeer de chat en stuur het opnieuw.',
  chosenOver:
    'Die vraag is voorbij; er is niets mee verstuurd. Citeer de chat en schrijf je antwoord opnieuw.',
  noChat:
    'Hier is nu geen chat open, dus er was niemand om dit aan te sturen. Nieuwe chats komen vanzelf binnen.',
  closed: (name) => `Chat gesloten: ${name}`,
  noteEmpty: 'Schrijf de notitie erachter: /notitie belt morgen terug.',
  away: 'Je bent weg: hier komt niets tot je /terug schrijft. Je collega’s en de inbox gaan door.',
  back: (waiting) =>
    waiting === 0
      ? 'Je bent terug. Er kwam intussen niets nieuws.'
      : waiting === 1
        ? 'Je bent terug. Er wacht één chat; die komt nu.'
        : `Je bent terug. Er wachten ${waiting} chats; die komen nu.`,
  unsupported:
    'Dit kan niet worden doorgestuurd: tekst, foto’s, spraakberichten en bestanden wel. Er is niets verstuurd.',
  edited: 'Wat je hier wijzigt, bereikt de klant niet. Schrijf het als nieuw bericht.',
  tooLong: (limit) =>
    `Dit is langer dan ${limit} tekens en is dus niet verstuurd. Stuur het in delen.`,
  fileRefused:
    'Dit bestand kan vanaf hier niet mee: foto’s, spraakberichten, pdf en andere gewone bestanden tot 10 MB wel. Er is niets verstuurd.',
  fileGone:
    'Dit bestand was niet op te halen bij WhatsApp. Er is niets verstuurd; stuur het nog eens.',
  gone: 'Deze chat is er niet meer: die is gewist. Er is niets verstuurd.',
  wasClosed: (by, at) =>
    by
      ? `${by} sloot deze chat om ${at}. Je bericht is niet verstuurd.`
      : `Deze chat is om ${at} gesloten. Je bericht is niet verstuurd.`,
  sendAnyway: 'Verstuur toch',
  wasAnswered: (by, at) =>
    `Ter info: ${by} had om ${at} al geantwoord. Jouw antwoord is ook verstuurd.`,
  shopperClosed:
    'Deze klant schreef meer dan 24 uur geleden, dus WhatsApp neemt alleen sjablonen aan. Kies er een in de inbox; er is niets verstuurd.',
  failed:
    'Dit kon niet worden verstuurd. Er is niets kwijt: probeer het nog eens, of antwoord in de inbox.',
  keep: 'WhatsApp laat ons hier schrijven tot 24 uur na je laatste bericht. Die tijd is bijna om.',
  keepButton: 'Houd meldingen aan',
  summary: (messages, chats) =>
    `${messages} ${messages === 1 ? 'nieuw bericht' : 'nieuwe berichten'} in ${chats} ${chats === 1 ? 'chat' : 'chats'}`,
  openInbox: 'Open de inbox',
  team: (shop, lines) => [`Wie antwoordt voor ${shop}:`, ...lines].join('\n'),
  inTheInbox: 'in de inbox',
  onWhatsapp: 'op WhatsApp',
  isAway: 'even weg op WhatsApp',
  isOff: 'er niet',
  you: 'jij',
  bye: (shop) =>
    `Deze telefoon is vergeten: er komt hier niets meer van ${shop}. Koppelen kan weer op je profielpagina.`,
  stranger:
    'Dit nummer schrijft alleen aan winkelteams die hun telefoon koppelden. Koppel de jouwe op je profielpagina in de inbox.',
  deadCode:
    'Deze code is gebruikt of ouder dan een half uur. Toon een nieuwe op je profielpagina en stuur die.',
  otherNumber: (address) =>
    `Deze telefoon antwoordt voor de winkel, dus dit werd geen chat. Antwoord in je chat met ${address}.`,
}

const WORDS = { nl, en } satisfies Record<Language, PhoneWords>

export function phoneWords(language: Language): PhoneWords {
  return WORDS[language]
}
