import { describe, expect, it } from 'vitest'
import { withoutPeople } from './without-people.ts'

describe('what a shop says of an error', () => {
  it.each([
    ['Vul een geldige voornaam in', 'Vul een geldige voornaam in'],
    ['Er is al een account met jet@thuis.example. Log in.', 'Er is al een account met … Log in.'],
    ['+31 6 1234 5678 is geen telefoonnummer', '+… is geen telefoonnummer'],
    ['Kaart 4111-1111-1111-1111 is geweigerd', 'Kaart … is geweigerd'],
    ['Nog 12 stuks van Noot', 'Nog 12 stuks van Noot'],
  ])('is told without addresses and long numbers: %s', (said, told) => {
    expect(withoutPeople(said)).toBe(told)
  })
})
