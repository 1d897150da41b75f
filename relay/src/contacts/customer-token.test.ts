import { describe, expect, it } from 'vitest'
import { readCustomerToken, signCustomerToken } from './customer-token.ts'

const NOW = Date.UTC(2026, 10, 23, 9, 0)
const SITE = { key: 'abcdefghijklmnopqrst', secret: 'a secret of this site alone, 32 bytes' }
const CUSTOMER = { externalId: '9007199254740993', name: 'Sanne', email: 'sanne@mail.example' }

describe('a token we sign for a shop that cannot', () => {
  it('says who its customer is, for ten minutes', async () => {
    const token = await signCustomerToken(CUSTOMER, SITE, NOW)
    expect(await readCustomerToken(token, SITE, NOW + 590_000)).toEqual(CUSTOMER)
    await expect(readCustomerToken(token, SITE, NOW + 700_000)).rejects.toThrow('exp at most')
  })

  it('opens nothing at another shop', async () => {
    const token = await signCustomerToken({ externalId: '7' }, SITE, NOW)
    expect(await readCustomerToken(token, SITE, NOW)).toEqual({ externalId: '7' })
    const others = [
      { ...SITE, key: 'zzzzzzzzzzzzzzzzzzzz' },
      { ...SITE, secret: 'another secret that has its own 32 bytes' },
    ]
    for (const other of others) {
      await expect(readCustomerToken(token, other, NOW)).rejects.toThrow('does not say who')
    }
  })
})
