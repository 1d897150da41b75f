import { describe, expect, it } from 'vitest'
import type { Loods, LoodsContext, LoodsPage } from './index.d.ts'

/** The stub of the README: keeps calls until the loader has arrived. */
function createStub(): Loods {
  const stub = (...call: unknown[]) => {
    stub.q = [...(stub.q ?? []), call]
  }
  stub.q = undefined as unknown[][] | undefined
  return stub as Loods
}

describe('the types of the JavaScript API', () => {
  it('let a shop say what the API takes', () => {
    const loods = createStub()
    loods('open')
    loods('toggle')
    loods('identify', 'a.signed.token')
    loods('context', { cart: { lines: [{ title: 'Noot', quantity: 1, price: 59.9 }] } })
    loods('context', { cart: null, fields: { group: 'regular', orders: 3, note: null } })
    loods('on', 'unread', (event) => event.detail.toFixed())
    loods('on', 'prompt', (event) => event.detail.triggerId.length)
    loods('track', 'add_to_cart', { id: 'noot' })
    expect(loods.q).toHaveLength(8)
  })

  it('refuse what it does not take', () => {
    const loods = createStub()
    // @ts-expect-error: no such command
    loods('dance')
    // @ts-expect-error: a token is a text
    loods('identify', { id: 7 })
    // @ts-expect-error: no such event
    loods('on', 'purchase', () => {})
    // @ts-expect-error: an event without detail
    loods('on', 'open', (event) => event.detail.length)
    // @ts-expect-error: a cart has lines
    const context: LoodsContext = { cart: { total: 5 } }
    // @ts-expect-error: no such kind of page
    const page: LoodsPage = { kind: 'blog' }
    expect([loods.q?.length, context, page]).toHaveLength(3)
  })
})
