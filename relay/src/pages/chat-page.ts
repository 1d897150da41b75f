import { type Language, SITE_KEY } from '@loods/protocol'
import type { Hono } from 'hono'
import { html } from 'hono/html'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import type { SiteService } from '../sites/site.service.ts'

const WORDS: Record<Language, { title(shop: string): string; open: string; script: string }> = {
  nl: {
    title: (shop) => `Je gesprek met ${shop}`,
    open: 'Gesprek openen',
    script: 'Zet JavaScript aan om te chatten.',
  },
  en: {
    title: (shop) => `Your conversation with ${shop}`,
    open: 'Open the conversation',
    script: 'Turn JavaScript on to chat.',
  },
}

const STYLE = `
  :root { color-scheme: light dark; }
  body {
    margin: 0; min-height: 100dvh; display: grid; place-content: center start; justify-items: start;
    gap: 20px; padding: 24px max(24px, 8vw); box-sizing: border-box;
    font: 16px/1.5 system-ui, sans-serif; color: light-dark(#10243a, #e8edf2);
    background: light-dark(#f6f4ee, #10181f);
  }
  h1 { margin: 0; max-width: 18em; font-size: 22px; line-height: 1.3; text-wrap: balance; }
  button {
    font: inherit; font-weight: 600; padding: 12px 20px; border: 0; border-radius: 10px;
    color: light-dark(#ffffff, #10243a); background: light-dark(#10243a, #f2b705); cursor: pointer;
  }
  button:focus-visible { outline: 3px solid #f2b705; outline-offset: 3px; }
`

/**
 * A page of the relay's own for one shop's chat: where the link in a mail leads when the shop has no
 * page to lead to. The link's secret is in the fragment, which never gets here.
 */
export function mountChatPage(app: Hono, deps: { sites: SiteService }): void {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [NONCE, "'strict-dynamic'"],
      styleSrc: [NONCE],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
  })
  app.get('/chat/:siteKey', headers, async (c, next) => {
    const key = c.req.param('siteKey')
    const site = SITE_KEY.test(key) ? await deps.sites.byKey(key) : undefined
    if (!site) return next()
    const language = preferred(c.req.header('accept-language')) ?? site.settings.language
    const words = WORDS[language]
    const nonce = c.get('secureHeadersNonce') as string
    c.header('cache-control', 'no-store')
    return c.html(html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="robots" content="noindex" />
    <link rel="icon" type="image/svg+xml" href="/inbox/icons/icon.svg" />
    <title>${words.title(site.settings.name)}</title>
    <style nonce="${nonce}">${STYLE}</style>
  </head>
  <body>
    <h1>${words.title(site.settings.name)}</h1>
    <button type="button" id="open">${words.open}</button>
    <noscript>${words.script}</noscript>
    <script nonce="${nonce}">
      window.loods = window.loods || function () { (loods.q = loods.q || []).push(arguments) }
      document.getElementById('open').addEventListener('click', () => loods('open'))
      loods('open')
    </script>
    <script nonce="${nonce}" async src="/widget/loader.js" data-site="${site.key}"></script>
  </body>
</html>`)
  })
}

/** The first language of ours that a browser asks for. */
function preferred(accepted = ''): Language | undefined {
  const asked = accepted.split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return asked.find((short): short is Language => short === 'nl' || short === 'en')
}
