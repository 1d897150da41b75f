import { Buffer } from 'node:buffer'
import type { FileInfo } from '@loods/protocol'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testPicture } from '../../relay/src/testing/test-picture.ts'
import {
  setUpOwner,
  startTestRelay,
  startVisitor,
  type TestOwner,
  type TestRelay,
} from '../../relay/src/testing/test-relay.ts'
import { openBrowser } from '../support/chromium.ts'
import { startShop } from '../support/shop-page.ts'

const SCRIPT = "<script>alert('ran');document.title='ran';fetch('/api/me')</script>"
const HTML = `<!doctype html><title>x</title>${SCRIPT}`
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert('ran')">${SCRIPT}</svg>`
/** A GIF's first bytes that are a script's as well. */
const GIF = Buffer.concat([Buffer.from('GIF89a'), Buffer.from("/*\0\0\0*/=1;alert('ran')//")])

let browser: Browser
let relay: TestRelay
let owner: TestOwner
let context: BrowserContext
/** What ran although nothing may. */
let ran: string[]

beforeAll(async () => {
  browser = await openBrowser()
  relay = await startTestRelay()
  owner = await setUpOwner(relay)
})
afterAll(async () => {
  await browser.close()
  await relay[Symbol.asyncDispose]()
})
beforeEach(async () => {
  ran = []
  context = await browser.newContext()
  context.on('dialog', (dialog) => {
    ran.push(dialog.message())
    void dialog.dismiss()
  })
})
afterEach(() => context.close())

/** Sends a file as a new shopper. @returns what the relay says of it, or the code it refuses with */
async function upload(
  body: string | Buffer,
  type: string,
  name: string,
): Promise<FileInfo | string> {
  const { secret } = await startVisitor(relay, owner.siteKey)
  const response = await fetch(`${relay.url}/widget/v1/${owner.siteKey}/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': type,
      'x-file-name': encodeURIComponent(name),
    },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
  const answer = (await response.json()) as FileInfo & { error?: { code: string } }
  return answer.error?.code ?? answer
}

/** Opens a file from its address as somebody signed in would. @returns how it came: shown or saved */
async function open(url: string): Promise<'shown' | 'saved'> {
  const [name = '', value = ''] = owner.cookie.split('=')
  await context.addCookies([{ name, value, url: relay.url }])
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const saved = page.waitForEvent('download').then(
    () => 'saved' as const,
    () => 'shown' as const,
  )
  const shown = page.goto(url).then(
    () => 'shown' as const,
    () => saved,
  )
  const how = await Promise.race([saved, shown])
  ran.push(...asked.filter((path) => path.startsWith('/api/')))
  if ((await page.title()) === 'ran') ran.push('title')
  return how
}

describe('T19, T21, T23: what a shopper uploads, opened from its own address', () => {
  it.each([
    ['a page', HTML, 'text/html', 'x.html'],
    ['a page called text', HTML, 'text/plain', 'x.txt'],
    ['a page as XHTML', HTML, 'application/xhtml+xml', 'x.xhtml'],
    ['a page in a mail archive', `MIME-Version: 1.0\n\n${HTML}`, 'multipart/related', 'x.mhtml'],
    ['a drawing', SVG, 'image/svg+xml', 'x.svg'],
    ['a drawing called PNG', SVG, 'image/png', 'x.png'],
    ['a drawing with a byte order mark', `\ufeff${SVG}`, 'text/plain', 'x.svg'],
    ['a script', "alert('ran')", 'text/javascript', 'x.js'],
    ['a GIF that is a script', GIF, 'image/gif', 'x.gif'],
  ])('%s is refused', async (_, body, type, name) => {
    expect(await upload(body, type, name)).toBe('unsupported_file')
  })

  it.each([
    ['a PDF with a page in it', `%PDF-1.4\n${HTML}`, 'application/pdf', 'x.pdf.html'],
    ['a text that is a script', "alert('ran')", 'text/plain', 'x.js'],
    ['a text that ends in markup', `Hallo\n\n${'x'.repeat(2_000)}${SCRIPT}`, 'text/plain', 'x.htm'],
  ])('%s is saved and runs nothing', async (_, body, type, name) => {
    const file = await upload(body, type, name)
    if (typeof file === 'string') throw new Error(`${name} was refused: ${file}`)
    expect(await open(file.url)).toBe('saved')
    expect(ran).toEqual([])
  })

  it('a picture with a page behind it is shown without the page, and nothing runs', async () => {
    const picture = Buffer.concat([await testPicture(), Buffer.from(HTML)])
    const file = await upload(picture, 'image/png', 'x.png')
    if (typeof file === 'string') throw new Error(`the picture was refused: ${file}`)
    expect(await open(file.url)).toBe('shown')
    expect(ran).toEqual([])
    expect(Buffer.from(await (await fetch(file.url)).arrayBuffer()).includes('script')).toBe(false)
  })

  it('shows in no frame of another page', async () => {
    const file = await upload(await testPicture(), 'image/png', 'x.png')
    if (typeof file === 'string') throw new Error(`the picture was refused: ${file}`)
    await using shop = await startShop([
      { path: '/*', html: `<!doctype html><iframe src="${file.url}"></iframe>` },
    ])
    const page = await context.newPage()
    await page.goto(shop.url)
    const frame = page.frames()[1]
    await expect.poll(() => frame?.url()).toBe('chrome-error://chromewebdata/')
  })
})
