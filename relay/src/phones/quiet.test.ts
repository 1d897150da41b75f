import { describe, expect, it } from 'vitest'
import { beforeQuiet, quietUntil } from './quiet.ts'

const ZONE = 'Europe/Amsterdam'
const NIGHT = { from: '22:00', to: '07:30' }
/** Winter: one hour behind Amsterdam. */
const at = (clock: string) => Date.parse(`2026-11-23T${clock}Z`)

describe(quietUntil, () => {
  it('reaches over midnight and ends when the shop’s own clock says so', () => {
    expect(quietUntil(NIGHT, ZONE, at('20:59:59'))).toBeUndefined()
    expect(quietUntil(NIGHT, ZONE, at('21:00:00'))).toBe(at('06:30:00') + 86_400_000)
    expect(quietUntil(NIGHT, ZONE, at('06:29:30'))).toBe(at('06:30:00'))
    expect(quietUntil(NIGHT, ZONE, at('06:30:00'))).toBeUndefined()
  })

  it('is never while nobody chose any, or from and to are one moment', () => {
    expect(quietUntil(undefined, ZONE, at('03:00:00'))).toBeUndefined()
    expect(quietUntil({ from: '07:00', to: '07:00' }, ZONE, at('06:00:00'))).toBeUndefined()
  })
})

describe(beforeQuiet, () => {
  it('says what is due at night just before it, and the rest when it is due', () => {
    expect(beforeQuiet(NIGHT, ZONE, at('02:00:00'))).toBe(at('20:59:00') - 86_400_000)
    expect(beforeQuiet(NIGHT, ZONE, at('12:00:00'))).toBe(at('12:00:00'))
  })
})
