import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

const CARDS = 80
const DEEP_CHAT = fileURLToPath(
  new URL('../../node_modules/deep-chat/dist/deepChat.bundle.js', import.meta.url),
)

/** What a variant adds to the end of the page's body. */
export type Extra = string

/** The element a shop would paste for deep-chat. */
export const DEEP_CHAT_EXTRA: Extra =
  '<script type="module" async src="/deep-chat.js"></script><deep-chat demo="true"></deep-chat>'

/** A shop's pages, one for each variant, from an address of its own. */
export interface ShopServer extends AsyncDisposable {
  url: string
}

export async function serveShop(variants: Record<string, Extra>): Promise<ShopServer> {
  const files = new Map(
    Object.entries(variants).map(([name, extra]) => [`/${name}`, asFile('text/html', shop(extra))]),
  )
  files.set('/deep-chat.js', asFile('text/javascript', readFileSync(DEEP_CHAT, 'utf8')))
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    if (!file) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'br' }).end(file.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function asFile(type: string, text: string): { type: string; body: Buffer } {
  return { type: `${type}; charset=utf-8`, body: brotliCompressSync(text) }
}

/** A category page with 80 products and the little script such pages have. */
function shop(extra: Extra): string {
  const cards = Array.from({ length: CARDS }, (_, i) => card(i)).join('')
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Lampen</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${STYLE}</style></head><body><header><h1>Lampen</h1></header>
<main>${cards}</main><script>${SCRIPT}</script>${extra}</body></html>`
}

function card(i: number): string {
  return `<article data-price="${20 + ((i * 37) % 180)}"><svg viewBox="0 0 120 90" role="img"
aria-label="Lamp"><rect width="120" height="90" fill="hsl(${(i * 41) % 360} 30% 88%)"/><path
d="M40 60 L60 ${18 + (i % 9)} L80 60 Z" fill="hsl(${(i * 41) % 360} 40% 45%)"/><rect x="58" y="60"
width="4" height="18" fill="#444"/></svg><h2>Lamp ${i + 1}</h2><p>Gemaakt van staal en linnen, met
een snoer van twee meter.</p><b></b><button>In winkelwagen</button></article>`
}

const STYLE = `body{font:16px system-ui;margin:0}main{display:grid;gap:12px;padding:12px;
grid-template-columns:1fr 1fr}article{border:1px solid #ddd;padding:8px}svg{width:100%}`

/** Prices, a cart button and a lazy list, as themes do them. */
const SCRIPT = `for(const card of document.querySelectorAll('article')){
card.querySelector('b').textContent='€ '+Number(card.dataset.price).toFixed(2).replace('.',',');
card.querySelector('button').addEventListener('click',()=>card.classList.toggle('in'))}
const seen=new IntersectionObserver(all=>all.forEach(e=>e.target.classList.toggle('on',e.isIntersecting)));
document.querySelectorAll('article').forEach(card=>seen.observe(card))`
