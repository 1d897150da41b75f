import { matchesGlob } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeAbsentLegs, excludedLegs } from './test-legs.ts'

describe('suites that need what no registry has', () => {
  it('are left out and named where it is not there', () => {
    const [pattern = ''] = excludedLegs({})
    expect(matchesGlob('test/wordpress/woocommerce-pages.test.ts', pattern)).toBe(true)
    expect(matchesGlob('test/wordpress/owner.test.ts', pattern)).toBe(false)
    expect(describeAbsentLegs({})).toEqual([expect.stringContaining('WOOCOMMERCE_DIR')])
  })

  it('are named once: what Debian has is named with the package that is missing', () => {
    const legs = [{ files: 'test/x.test.ts', isHere: () => false }]
    expect(excludedLegs({}, legs)).toEqual(['test/x.test.ts'])
    expect(describeAbsentLegs({}, legs)).toEqual([])
  })

  it('run where it is', () => {
    const env = { WOOCOMMERCE_DIR: '/somewhere/woocommerce' }
    expect(excludedLegs(env)).not.toContain(excludedLegs({})[0])
    expect(describeAbsentLegs(env)).toEqual([])
  })
})
