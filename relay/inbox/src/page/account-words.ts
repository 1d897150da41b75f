import type { Language, Role } from '@loods/protocol'

const en = {
  signInTitle: 'Sign in',
  signIn: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  forgot: 'Forgot your password?',
  needsSetUp:
    'Nobody has an account here yet. Whoever started the relay finds the link for the first owner where it was started.',
  backToSignIn: 'Back to signing in',
  toInbox: 'To the inbox',
  setUpTitle: 'Welcome aboard',
  setUpIntro: 'Make the first account and name your shop. It takes a minute.',
  setUp: 'Open my inbox',
  name: 'Your name',
  nameHint: 'Shoppers see it when you answer.',
  siteName: 'Name of your shop',
  newPassword: 'Password',
  passwordHint: 'At least 10 characters. Four words work well.',
  passwordHintExisting:
    'At least 10 characters. If you have an account with this address already: its password.',
  busy: 'One moment…',
  forgotTitle: 'Choose a new password',
  forgotIntro: 'We send a link to your address. It works once.',
  forgotSend: 'Send me a link',
  forgotSent: (email: string) =>
    `If ${email} has an account here, a link is on its way. Look in your spam folder too.`,
  forgotNoMail:
    'This relay cannot send mail, so it cannot send you a link. Ask an owner of your shop to invite you again, or whoever runs the relay.',
  resetTitle: 'Choose a new password',
  resetIntro: 'You are signed out everywhere else.',
  reset: 'Keep this password',
  signUpAsk: 'Open a shop here',
  signUpTitle: 'Open your shop',
  signUpIntro: 'We send a link to your address; with it you name your shop.',
  signUpSend: 'Send me a link',
  signUpSent: (email: string) => `A link is on its way to ${email}. Look in your spam folder too.`,
  signUpLast: 'Name your shop and choose a password.',
  joinTitle: (shop: string) => `Join ${shop}`,
  joinIntro: (by: string, role: string, email: string) => `${by} invited ${email} as ${role}.`,
  join: 'Join',
  joinPasswordHint: (email: string) => `The one you use with ${email} already.`,
  roles: { owner: 'owner', admin: 'admin', agent: 'agent' } as Record<Role, string>,
  emailDone: 'Your address was changed',
  emailDoneText: 'From now on you sign in with it.',
  phoneTitle: 'Your inbox on this phone',
  phoneIntro:
    'You scanned the code in your shop’s admin panel. Only go on when it was your own screen.',
  phoneSignIn: 'Sign in on this phone',
  deadLink: 'This link leads nowhere',
}

export type AccountWords = typeof en & {
  /** The language these words are in. */
  language: Language
}

/** Words of the pages in front of the inbox. */
export const accountWords: Record<Language, AccountWords> = {
  en: { ...en, language: 'en' },
  nl: {
    language: 'nl',
    signInTitle: 'Log in',
    signIn: 'Log in',
    email: 'E-mailadres',
    password: 'Wachtwoord',
    forgot: 'Wachtwoord vergeten?',
    needsSetUp:
      'Er heeft hier nog niemand een account. Wie de relay startte, vindt daar de link voor de eerste eigenaar.',
    backToSignIn: 'Terug naar inloggen',
    toInbox: 'Naar de inbox',
    setUpTitle: 'Welkom aan boord',
    setUpIntro: 'Maak het eerste account en geef je winkel een naam. Het duurt een minuut.',
    setUp: 'Open mijn inbox',
    name: 'Je naam',
    nameHint: 'Klanten zien die als je antwoordt.',
    siteName: 'Naam van je winkel',
    newPassword: 'Wachtwoord',
    passwordHint: 'Minstens 10 tekens. Vier woorden werken goed.',
    passwordHintExisting:
      'Minstens 10 tekens. Heb je al een account met dit adres: het wachtwoord daarvan.',
    busy: 'Een moment…',
    forgotTitle: 'Kies een nieuw wachtwoord',
    forgotIntro: 'We sturen een link naar je adres. Die werkt één keer.',
    forgotSend: 'Stuur me een link',
    forgotSent: (email) =>
      `Als ${email} hier een account heeft, is er een link onderweg. Kijk ook bij je spam.`,
    forgotNoMail:
      'Deze relay kan geen mail versturen en je dus geen link sturen. Vraag een eigenaar van je winkel om je opnieuw uit te nodigen, of wie de relay beheert.',
    resetTitle: 'Kies een nieuw wachtwoord',
    resetIntro: 'Overal elders word je uitgelogd.',
    reset: 'Bewaar dit wachtwoord',
    signUpAsk: 'Open hier een winkel',
    signUpTitle: 'Open je winkel',
    signUpIntro: 'We sturen een link naar je adres; daarmee geef je je winkel een naam.',
    signUpSend: 'Stuur me een link',
    signUpSent: (email) => `Er is een link onderweg naar ${email}. Kijk ook bij je spam.`,
    signUpLast: 'Geef je winkel een naam en kies een wachtwoord.',
    joinTitle: (shop) => `Doe mee met ${shop}`,
    joinIntro: (by, role, email) => `${by} nodigde ${email} uit als ${role}.`,
    join: 'Doe mee',
    joinPasswordHint: (email) => `Het wachtwoord dat je al bij ${email} gebruikt.`,
    roles: { owner: 'eigenaar', admin: 'beheerder', agent: 'medewerker' },
    emailDone: 'Je adres is gewijzigd',
    emailDoneText: 'Vanaf nu log je daarmee in.',
    phoneTitle: 'Je inbox op deze telefoon',
    phoneIntro:
      'Je scande de code in het beheer van je winkel. Ga alleen verder als het je eigen scherm was.',
    phoneSignIn: 'Log in op deze telefoon',
    deadLink: 'Deze link leidt nergens heen',
  },
}
