import { describe, expect, it, vi } from 'vitest'
import { type CartAnswer, cartChange, hearCartRequests, refusal } from './cart-requests.ts'

const SOLD_OUT = {
  status: 422,
  message: 'Cart Error',
  description: 'Alle 3 Noot liggen in je winkelwagen.',
}

function pageThat(answers: () => Promise<Response>) {
  const heard: CartAnswer[] = []
  const page = { fetch: vi.fn(answers) as unknown as typeof fetch }
  const original = page.fetch
  hearCartRequests(page, (answer) => heard.push(answer))
  return { page, heard, original }
}

describe('what a page asks of its cart', () => {
  it.each([
    ['/cart/add.js', 'add'],
    ['/cart/add', 'add'],
    ['https://lampen.example/nl/cart/update.js?sections=cart-drawer', 'update'],
    ['/cart/change.js', 'change'],
    ['/cart/clear.js', 'clear'],
    ['/cart.js', undefined],
    ['/products/cart/additions', undefined],
  ])('is known by its address: %s', (address, change) => {
    expect(cartChange(address)).toBe(change)
  })

  it('is answered to the page by the very answer of the shop, which it can still read', async () => {
    const answer = Response.json(SOLD_OUT, { status: 422 })
    const { page, heard, original } = pageThat(() => Promise.resolve(answer))
    const init = { method: 'POST', body: '{}' }
    const got = await page.fetch('/cart/add.js', init)
    expect(got).toBe(answer)
    expect(await got.json()).toEqual(SOLD_OUT)
    expect(original).toHaveBeenCalledExactlyOnceWith('/cart/add.js', init)
    await vi.waitFor(() =>
      expect(heard).toEqual([{ change: 'add', ok: false, why: SOLD_OUT.description }]),
    )
  })

  it('is heard when it is asked as a Request or an URL, too', async () => {
    const { page, heard } = pageThat(async () => Response.json({ items: [] }))
    await page.fetch(new Request('https://lampen.example/nl/cart/add.js', { method: 'POST' }))
    await page.fetch(new URL('https://lampen.example/cart/change.js'))
    await page.fetch('https://lampen.example/elsewhere')
    await vi.waitFor(() =>
      expect(heard).toEqual([
        { change: 'add', ok: true, why: '' },
        { change: 'change', ok: true, why: '' },
      ]),
    )
  })

  it('fails for the page as it fails, and tells nothing', async () => {
    const { page, heard } = pageThat(() => Promise.reject(new TypeError('offline')))
    await expect(page.fetch('/cart/add.js')).rejects.toThrow('offline')
    expect(heard).toEqual([])
  })

  it('is heard of what older themes ask by XMLHttpRequest', () => {
    const heard: CartAnswer[] = []
    class Old extends EventTarget {
      status = 422
      responseType = ''
      responseText = JSON.stringify(SOLD_OUT)
      opened: unknown[] = []
      open(...args: unknown[]) {
        this.opened = args
      }
    }
    const page = {
      fetch,
      XMLHttpRequest: Old as unknown as { prototype: XMLHttpRequest },
    }
    hearCartRequests(page, (answer) => heard.push(answer))
    const request = new Old()
    request.open('POST', '/cart/add.js', true)
    request.dispatchEvent(new Event('load'))
    const other = new Old()
    other.open('GET', '/search/suggest.json')
    other.dispatchEvent(new Event('load'))
    expect(request.opened).toEqual(['POST', '/cart/add.js', true])
    expect(heard).toEqual([{ change: 'add', ok: false, why: SOLD_OUT.description }])
  })

  it.each([
    ['{"message":"Cart Error"}', 'Cart Error'],
    ['<html>', ''],
    ['null', ''],
    ['{"description":{"quantity":["te veel"]}}', ''],
  ])('says no in words, or in none: %s', (text, why) => {
    expect(refusal(text)).toBe(why)
  })
})
