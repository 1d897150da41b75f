import { describe, expect, it } from 'vitest'
import { createGate, createPasswords } from './password.ts'
import { checkPassword } from './password-rules.ts'

const KNOWN = ['Noor de Vries', 'noor@lamp-en-linnen.example', 'Lamp & Linnen']

describe('T86: passwords that may be chosen', () => {
  it.each([
    'een lamp met linnen kap',
    'fietsbel onder water 3',
    'gHt7!kQz9w',
    'молоко и хлеб',
    '密码不应该是这个样子的吧',
  ])('%s', (password) => {
    expect(() => checkPassword(password, KNOWN)).not.toThrow()
  })

  it.each([
    'kort',
    'Wachtwoord1',
    'p@ssw0rd123',
    'Welkom2026!',
    'welkom12345',
    'qwertyuiop',
    'qwertyuiop[]',
    '1234567890',
    '0612345678',
    '22-11-2026 9',
    'aaaaaaaaaaaa',
    'abababababab',
    'Lente2027!!',
    'loodsloods1',
    'Shopify123!',
    'correct horse battery staple',
    'noor-de-vries',
    'LampLinnen2026',
    'lamp-en-linnen',
    'monkeydragon',
    'één twee drie',
  ])('not %s', (password) => {
    expect(() => checkPassword(password, KNOWN)).toThrow(
      expect.objectContaining({ code: 'weak_password', field: 'password' }),
    )
  })
})

describe('password hashes', () => {
  const passwords = createPasswords()

  it('open with the password they were made of and with no other', async () => {
    const stored = await passwords.hash('fietsbel onder water')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await passwords.verify(stored, 'fietsbel onder water')).toBe(true)
    expect(await passwords.verify(stored, 'fietsbel onder wate')).toBe(false)
  })

  it('open however the system wrote an accent', async () => {
    const stored = await passwords.hash('caf\u00e9 om de hoek')
    expect(await passwords.verify(stored, 'cafe\u0301 om de hoek')).toBe(true)
  })

  it('are never opened for somebody who has none', async () => {
    expect(await passwords.verify(undefined, 'nobody has this password')).toBe(false)
  })
})

describe('the gate before the hashes', () => {
  it('lets few in at a time, in order', async () => {
    const gate = createGate(4, 100)
    let inside = 0
    let most = 0
    const done: number[] = []
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        gate(async () => {
          inside += 1
          most = Math.max(most, inside)
          await new Promise((resolve) => setImmediate(resolve))
          inside -= 1
          done.push(i)
        }),
      ),
    )
    expect(most).toBe(4)
    expect(done).toEqual([...done].sort((a, b) => a - b))
  })

  it('refuses instead of letting a queue grow without end, and goes on after', async () => {
    const gate = createGate(1, 2)
    const held = Promise.withResolvers<void>()
    const works = [gate(() => held.promise), gate(async () => {}), gate(async () => {})]
    await expect(gate(async () => {})).rejects.toMatchObject({
      code: 'unavailable',
      retryAfter: 60,
    })
    held.resolve()
    await Promise.all(works)
    await expect(gate(async () => 'in')).resolves.toBe('in')
  })

  it('opens again after a work that failed', async () => {
    const gate = createGate(1, 0)
    await expect(gate(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(gate(async () => 'in')).resolves.toBe('in')
  })
})
