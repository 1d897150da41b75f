import { JSDOM } from 'jsdom'

/** A page for what runs in one, as the tester of Shopify's extensions wants it: in the globals. */
const { window } = new JSDOM('<!doctype html><body></body>')
for (const name of ['document', 'Event', 'MessageEvent', 'HTMLElement', 'Node'] as const) {
  Object.defineProperty(globalThis, name, { configurable: true, value: window[name] })
}
