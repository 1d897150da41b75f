import type { words as english } from './en.ts'

/** Nederlands: wat is opgegeven, en waarom. */
export const words: typeof english = {
  deliveries: {
    title: 'Niet aangekomen',
    kinds: {
      'alert.push': 'Melding dat er iemand wacht',
      'alert.lead': 'Melding over achtergelaten gegevens',
      'alert.mail': 'E-mail aan het team dat er iemand wacht',
      'mail.alert': 'E-mail aan het team dat er iemand wacht',
      'reply.mail': 'Je antwoord per e-mail',
      'mail.reply': 'Je antwoord per e-mail',
      'mail.invitation': 'Uitnodiging voor het team',
      'mail.report': 'Bericht over hoe een mail ging',
      'wait.line': 'Bericht aan wie wacht',
      'reply.time': 'Gemeten antwoordtijd',
      'channel.send': 'Je antwoord via WhatsApp of Messenger',
      'channel.media': 'Een bestand dat via WhatsApp of Messenger kwam',
      webhook: 'Iets dat WhatsApp of Messenger meldde',
    } as Record<string, string>,
    other: 'Een bezorging',
    about: (name) => `aan of over ${name}`,
    reasons: {
      'no mail server': 'De relay kan nog geen mail versturen.',
      'every push was refused': 'Geen enkel apparaat nam de melding aan.',
      'every push was unreachable': 'De meldingsdienst was een dag lang niet bereikbaar.',
      'the payload cannot be read': 'De relay kon niet lezen wat er gedaan moest worden.',
      'every attempt was cut off': 'Elke poging werd afgebroken.',
      'no result in time': 'Er kwam op tijd geen antwoord.',
      'token refused':
        'Meta nam het toegangstoken niet aan. Vernieuw het bij Kanalen en probeer opnieuw.',
      'network asks for patience': 'Meta vroeg om geduld: het ging te snel.',
      'network out of order': 'Er was een storing bij Meta.',
      egress_timeout: 'De andere kant gaf niet op tijd antwoord.',
      egress_unreachable: 'De andere kant was niet te bereiken.',
      egress_refused: 'Dat adres mag de relay niet aanspreken.',
      'many files at once': 'Er kwamen te veel bestanden tegelijk.',
      'unreadable body': 'Het was niet iets dat we kunnen lezen. Het blijft 30 dagen bewaard.',
      'not worked off':
        'Er ging bij ons iets mis met het verwerken. Er is niets kwijt: probeer het opnieuw, zo nodig na een update.',
    } as Record<string, string>,
    mailServer: (code) => `De mailserver weigerde hem (${code}).`,
    otherReason: (reason) => `Reden: ${reason}.`,
    codes: (codes) => `Code ${codes}.`,
    tries: (count) => (count === 1 ? '1 poging' : `${count} pogingen`),
    gaveUp: (time) => `opgegeven ${time}`,
    look: 'Bekijk',
  },
}
