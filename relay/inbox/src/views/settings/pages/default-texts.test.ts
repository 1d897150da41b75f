import { expect, it } from 'vitest'
import { messages as en } from '../../../../../../widget/src/i18n/en.ts'
import { messages as nl } from '../../../../../../widget/src/i18n/nl.ts'
import { DEFAULT_TEXTS } from './default-texts.ts'

it.each(Object.entries({ en, nl }))('shows the %s texts the widget really says', (name, says) => {
  expect(DEFAULT_TEXTS[name as 'en' | 'nl']).toEqual({
    greeting: says.greeting,
    away: says.awayGreeting,
    consent: says.consent,
  })
})
