import type { Language } from '@loods/protocol'

const en = {
  signInTitle: 'Sign in',
  signIn: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  setUpTitle: 'Welcome aboard',
  setUpIntro: 'Make the first account and name your shop. It takes a minute.',
  setUp: 'Open my inbox',
  name: 'Your name',
  nameHint: 'Shoppers see it when you answer.',
  siteName: 'Name of your shop',
  newPassword: 'Password',
  passwordHint: 'At least 10 characters. Four words work well.',
  busy: 'One moment…',
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
    setUpTitle: 'Welkom aan boord',
    setUpIntro: 'Maak het eerste account en geef je winkel een naam. Het duurt een minuut.',
    setUp: 'Open mijn inbox',
    name: 'Je naam',
    nameHint: 'Klanten zien die als je antwoordt.',
    siteName: 'Naam van je winkel',
    newPassword: 'Wachtwoord',
    passwordHint: 'Minstens 10 tekens. Vier woorden werken goed.',
    busy: 'Een moment…',
  },
}
