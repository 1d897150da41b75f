import { build } from 'esbuild'
import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../support/chromium.ts'

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage()
  const { outputFiles } = await build({
    bundle: true,
    entryPoints: ['widget/src/dom/render.ts'],
    format: 'iife',
    globalName: 'dom',
    write: false,
  })
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
})
afterAll(() => browser.close())

interface Shape {
  tag: string
  key?: string
  props: Record<string, unknown>
}

const leaf = fc.constantFrom<unknown>('tekst', 7, false, null, '')
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc
      .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 })
      .chain((keys) =>
        fc.tuple(
          ...keys.map((key) => fc.tuple(fc.constant(key), fc.constantFrom('p', 'b'), tie('tree'))),
        ),
      )
      .map((children) =>
        children.map(
          ([key, tag, inner]): Shape => ({ tag, key, props: { class: key, children: inner } }),
        ),
      ),
    fc
      .tuple(
        fc.constantFrom('div', 'span'),
        fc.option(fc.constantFrom('x', 'y')),
        fc.array(tie('tree'), { maxLength: 3 }),
      )
      .map(([tag, title, children]): Shape => ({ tag, props: { title, children } })),
  ),
}))

type Dom = { dom: { render(child: unknown, parent: Node): void } }

describe('the renderer', () => {
  it('draws over an earlier drawing what it would draw on an empty page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { minLength: 2, maxLength: 5 }), async (drawings) => {
        const [over, fresh] = await page.evaluate((list) => {
          const { render } = (globalThis as never as Dom).dom
          const [one, two] = [document.createElement('div'), document.createElement('div')]
          for (const drawing of list) render(drawing, one)
          render(list.at(-1), two)
          return [one.innerHTML, two.innerHTML]
        }, drawings)
        expect(over).toBe(fresh)
      }),
      { numRuns: 150 },
    )
  })

  it('keeps what has a key, with its focus and its text, while others come and go', async () => {
    const kept = await page.evaluate(() => {
      const { render } = (globalThis as never as Dom).dom
      const root = document.body.appendChild(document.createElement('div'))
      const field = (key: string) => ({ tag: 'input', key, props: {} })
      render(['a', 'b', 'c'].map(field), root)
      const input = root.children[1] as HTMLInputElement
      input.focus()
      input.value = 'getypt'
      render(['new', 'b', 'c'].map(field), root)
      return [root.children[1] === input, document.activeElement === input, input.value]
    })
    expect(kept).toEqual([true, true, 'getypt'])
  })

  it('takes handlers, attributes and styles away again, and never makes markup of text', async () => {
    const seen = await page.evaluate(() => {
      const { render } = (globalThis as never as Dom).dom
      const root = document.body.appendChild(document.createElement('div'))
      let clicks = 0
      const props = { title: 't', hidden: true, style: { color: 'red' }, onClick: () => clicks++ }
      render({ tag: 'button', props: { ...props, children: '<img src=x>' } }, root)
      const button = root.firstChild as HTMLButtonElement
      button.click()
      render({ tag: 'button', props: { 'aria-pressed': false, children: 'x' } }, root)
      button.click()
      return [clicks, button.outerHTML, root.querySelectorAll('img').length]
    })
    expect(seen).toEqual([1, '<button aria-pressed="false" style="">x</button>', 0])
  })
})
