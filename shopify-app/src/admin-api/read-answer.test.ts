import { describe, expect, it } from 'vitest'
import { parseExactJson } from '../../../relay/src/egress/exact-json.ts'
import { readAnswer } from './read-answer.ts'

const failed = (code: string, message = 'Nee') => ({ message, extensions: { code } })

describe('what a shop’s Admin API says', () => {
  it('is its data, with all digits of its numbers', () => {
    const body = parseExactJson('{"data":{"order":{"legacyResourceId":820982911946154508}}}')
    expect(readAnswer(body as Record<string, unknown>)).toEqual({
      outcome: 'ok',
      data: { order: { legacyResourceId: '820982911946154508' } },
    })
  })

  it('may be that it was asked too much, and for how long', () => {
    const cost = {
      requestedQueryCost: 500,
      throttleStatus: { maximumAvailable: 2_000, currentlyAvailable: 200, restoreRate: 100 },
    }
    const errors = [failed('THROTTLED')]
    expect(readAnswer({ errors, extensions: { cost } })).toEqual({
      outcome: 'throttled',
      retryAfterMs: 3_000,
    })
    expect(readAnswer({ errors })).toMatchObject({ outcome: 'throttled' })
  })

  it('may be that it is not allowed', () => {
    const errors = [failed('ACCESS_DENIED', 'Access denied for orders field.')]
    expect(readAnswer({ data: null, errors })).toEqual({
      outcome: 'denied',
      message: 'Access denied for orders field.',
    })
  })

  it('counts where only what is protected is missing from it', () => {
    const errors = [failed('ACCESS_DENIED')]
    const data = { order: { name: '#1001', email: null } }
    expect(readAnswer({ data, errors })).toEqual({ outcome: 'ok', data })
  })

  it('is a refusal where a change was not made', () => {
    const data = { metafieldsSet: { userErrors: [{ message: 'Value is too long' }] } }
    expect(readAnswer({ data })).toEqual({ outcome: 'refused', message: 'Value is too long' })
    const done = { metafieldsSet: { userErrors: [] } }
    expect(readAnswer({ data: done })).toEqual({ outcome: 'ok', data: done })
  })

  it.each([[{}], [{ data: 'x' }], [{ errors: 'Not Found' }]])(
    'is nothing to go by where it makes no sense (%j)',
    (body) => {
      expect(readAnswer(body)).not.toMatchObject({ outcome: 'ok' })
    },
  )
})
