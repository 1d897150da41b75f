import type { ChannelTroubleCode, Language } from '@loods/protocol'

/**
 * What is wrong with a channel and what to do, in a sentence or two.
 * @param endsAt when its token ends, where nothing is wrong yet
 */
export function troubleText(
  language: Language,
  code: ChannelTroubleCode,
  endsAt: number | undefined,
): string {
  if (endsAt === undefined) return TROUBLE_WORDS[language][code]
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(endsAt)
  return language === 'nl'
    ? `De toegangssleutel loopt af op ${day}. Vernieuw hem op tijd, dan gaat alles door.`
    : `The access token ends on ${day}. Renew it in time, and everything goes on.`
}

const TROUBLE_WORDS: Record<Language, Record<ChannelTroubleCode, string>> = {
  nl: {
    token: 'De toegangssleutel werkt niet meer. Maak een nieuwe en plak die in je instellingen.',
    permission: 'Loods mag hier niets meer versturen. Geef de app bij Meta weer toestemming.',
    locked:
      'Meta heeft het account op slot gezet. Kijk in Meta Business Suite wat er gevraagd wordt.',
    policy:
      'Meta heeft het versturen gestopt wegens zijn beleid. In Meta Business Suite staat waarom.',
    country:
      'Meta laat vanaf dit nummer geen berichten naar dit land toe. Kijk het na in Meta Business Suite.',
    payment: 'Er is geen geldige betaalwijze bij Meta. Voeg er een toe in Meta Business Suite.',
    registration:
      'Het nummer is bij WhatsApp niet meer aangemeld. Meld het opnieuw aan in WhatsApp Manager.',
    display_name: 'De weergavenaam is niet goedgekeurd. Pas hem aan in WhatsApp Manager.',
    number_gone: 'Het nummer of de pagina is bij Meta verwijderd. Verbind een ander.',
    spam: 'Te veel mensen blokkeerden of meldden berichten. Wacht een paar uur en stuur dan minder.',
    quality:
      'Mensen blokkeren of melden berichten vaker. Stuur minder sjablonen, anders stopt Meta het versturen.',
    webhook:
      'Er komen geen berichten meer binnen. Zet het adres voor meldingen opnieuw in de app bij Meta.',
  },
  en: {
    token: 'The access token no longer works. Make a new one and paste it in your settings.',
    permission: 'Loods may no longer send here. Give the app its permission back at Meta.',
    locked: 'Meta locked the account. Meta Business Suite says what it asks for.',
    policy: 'Meta stopped what you send because of its policy. Meta Business Suite says why.',
    country:
      'Meta lets this number send nothing to this country. Look it up in Meta Business Suite.',
    payment: 'Meta has no valid way to be paid. Add one in Meta Business Suite.',
    registration:
      'The number is no longer registered with WhatsApp. Register it again in WhatsApp Manager.',
    display_name: 'The display name was not approved. Change it in WhatsApp Manager.',
    number_gone: 'The number or page was removed at Meta. Connect another one.',
    spam: 'Too many people blocked or reported messages. Wait some hours, then send less.',
    quality: 'People block or report messages more often. Send fewer templates, or Meta stops you.',
    webhook: 'Messages no longer come in. Set the callback address again in the app at Meta.',
  },
}
