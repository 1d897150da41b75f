import { ERROR_STATUS, type ErrorCode, isRetryable } from '@loods/protocol'
import { describe, expect, it } from 'vitest'
import { Failure, toFailure } from './api.ts'

describe('a failure', () => {
  it('passes or not as the protocol says, for every code', () => {
    for (const code of Object.keys(ERROR_STATUS) as ErrorCode[]) {
      expect([code, new Failure({ code }).passing]).toEqual([code, isRetryable(code)])
    }
    expect(new Failure({ code: 'network' }).passing).toBe(true)
  })

  it('makes sense of an answer that is not the relay’s', () => {
    const of = (status: number) => toFailure(new Response('', { status }), undefined)
    expect(of(502)).toMatchObject({ code: 'unavailable', passing: true })
    expect(of(429)).toMatchObject({ code: 'rate_limited', passing: true })
    expect(of(418)).toMatchObject({ code: 'invalid', passing: false })
  })

  it('waits as long as the header or the body says', () => {
    const response = new Response('', { status: 503, headers: { 'retry-after': '3' } })
    expect(toFailure(response, undefined).wait).toBe(3_000)
    const error = { code: 'rate_limited', message: '', retryAfter: 9 }
    expect(toFailure(new Response('', { status: 429 }), { error }).wait).toBe(9_000)
  })
})
