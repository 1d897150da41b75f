import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const SHOP = { relay: 'https://chat.example', site: 'key' }
const WROTE = JSON.stringify({ conversationId: 'c1', secret: 's' })

let frames: {
  src?: string
  onload?(): void
  contentWindow: { postMessage(...said: unknown[]): void }
}[]
let said: unknown[][]
let tab: Record<string, string>
let keepForCheckout: typeof import('./keep-for-checkout.ts')['keepForCheckout']

/** A page of its own in this tab, whose browser keeps this. */
async function open(kept: Record<string, string>): Promise<void> {
  vi.resetModules()
  vi.stubGlobal('localStorage', kept)
  keepForCheckout = (await import('./keep-for-checkout.ts')).keepForCheckout
}

beforeEach(() => {
  frames = []
  said = []
  tab = {}
  vi.stubGlobal('sessionStorage', tab)
  vi.stubGlobal('document', {
    createElement: () => ({
      contentWindow: { postMessage: (...all: unknown[]) => said.push(all) },
    }),
    body: { append: (frame: (typeof frames)[number]) => frames.push(frame) },
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

it('hands the conversation over once a tab, to the relay and nobody else', async () => {
  await open({ 'loods.key': WROTE })
  keepForCheckout(SHOP)
  keepForCheckout(SHOP)
  expect(frames.map(({ src }) => src)).toEqual(['https://chat.example/shopify/keep/key'])
  frames[0]?.onload?.()
  expect(said).toEqual([[{ loodsKeep: WROTE }, 'https://chat.example']])
  await open({ 'loods.key': WROTE })
  keepForCheckout(SHOP)
  expect(frames).toHaveLength(1)
})

it('tries again on the next page where the relay’s page did not come', async () => {
  await open({ 'loods.key': WROTE })
  keepForCheckout(SHOP)
  await open({ 'loods.key': WROTE })
  keepForCheckout(SHOP)
  expect(frames).toHaveLength(2)
})

it('asks the relay for nothing while nobody wrote, nor where nothing may be stored', async () => {
  await open({ 'loods.key.draft': 'Hallo' })
  keepForCheckout(SHOP)
  await open({ 'loods.key': 'no JSON' })
  keepForCheckout(SHOP)
  vi.stubGlobal('localStorage', undefined)
  keepForCheckout(SHOP)
  expect(frames).toEqual([])
})

it('takes back what somebody wrote who has logged out since', async () => {
  tab['loods.key.kept'] = 'c1'
  await open({})
  keepForCheckout(SHOP)
  frames[0]?.onload?.()
  expect(said).toEqual([[{ loodsKeep: '' }, 'https://chat.example']])
})
