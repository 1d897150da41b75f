import { afterEach, expect, it, vi } from 'vitest'
import { askToken } from './customer.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** A shop whose proxy is at this path; every other page of it is not found. */
function shopAt(path: string, status = 200) {
  const ask = vi.fn(async (url: string) =>
    url === path ? Response.json({ token: 't' }, { status }) : new Response('', { status: 404 }),
  )
  vi.stubGlobal('fetch', ask)
  return ask
}

it('asks the shop once where its proxy is where the app put it', async () => {
  const ask = shopAt('/apps/loods/identify')
  expect(await askToken('/apps/loods')).toBe('t')
  expect(ask).toHaveBeenCalledOnce()
})

it.each(['a', 'community', 'tools'])('finds a proxy the merchant moved to /%s', async (prefix) => {
  shopAt(`/${prefix}/loods/identify`)
  expect(await askToken('/apps/loods')).toBe('t')
})

it('says so where the proxy is nowhere, or does not answer now', async () => {
  shopAt('/apps/elsewhere/identify')
  await expect(askToken('/apps/loods')).rejects.toThrow('404')
  const ask = shopAt('/apps/loods/identify', 503)
  await expect(askToken('/apps/loods')).rejects.toThrow('503')
  expect(ask).toHaveBeenCalledOnce()
})
