import { describe, expect, it } from 'vitest'
import { createCid } from './cid.ts'

const fill = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes)

describe('a sender’s own id', () => {
  it('sorts by time and is another one each time', () => {
    const moments = [0, 35, 36, 1_795_345_000_000, 1_795_345_000_001]
    const cids = moments.map((now) => createCid(now, fill))
    expect([...cids].sort()).toEqual(cids)
    expect(createCid(1, fill)).not.toBe(createCid(1, fill))
    for (const cid of cids) expect(cid).toMatch(/^[\w-]{21}$/)
  })
})
