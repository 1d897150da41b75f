import { expect, it } from 'vitest'
import { mapUrl } from './map-url.ts'

it('leads to the place and puts a pin in it', () => {
  expect(mapUrl(-33.8568, 151.2153)).toBe(
    'https://www.openstreetmap.org/?mlat=-33.856800&mlon=151.215300#map=17/-33.856800/151.215300',
  )
})
