import type { Language } from '@loods/protocol'
import { textOn } from '@loods/protocol/contrast'
import { launcherIcons } from '@loods/protocol/launcher-icons'
import { html, raw } from 'hono/html'
import type { Site } from '../../../relay/src/sites/site.service.ts'
import { WORDS } from './words.ts'

/** Where Shopify keeps what connects a framed page with the checkout around it; it keeps itself up to date. */
export const APP_BRIDGE =
  'https://cdn.shopify.com/shopifycloud/checkout-web/assets/app-bridge-checkout.js'

export type Place = 'checkout' | 'thank-you'

/** What both pages are made for. */
export interface ChatPage {
  site: Site
  place: Place
  language: Language
  nonce: string
}

/**
 * The page Shopify frames: a button no larger than a closed chat may be, and the chat behind it, which
 * loads when it is wanted. Shopify makes the frame as large as the window and shows its corner only.
 */
export function framePage({ site, place, language, nonce }: ChatPage) {
  const { name, look, texts } = site.settings
  const words = WORDS[language]
  const said = {
    place,
    siteKey: site.key,
    ...pick(words, ['applied', 'refused', 'anew', 'unread', 'fields']),
  }
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <script src="${APP_BRIDGE}"></script>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${words.open(name)}</title>
    <style nonce="${nonce}">
      html { background: transparent; color-scheme: normal; }
      body { margin: 0; }
      #open {
        position: fixed; right: 8px; bottom: 8px; box-sizing: border-box; max-width: 208px;
        height: 56px; padding: 0 15px; display: flex; gap: 10px; align-items: center; border: 0;
        border-radius: 28px; font: 600 15px Inter, system-ui, sans-serif; cursor: pointer;
        background: ${look.color}; color: ${textOn(look.color)};
      }
      #open:focus-visible { outline: 3px solid #fff; outline-offset: -6px; }
      #open[hidden], #chat[hidden] { display: none; }
      #open svg {
        flex: none; width: 24px; height: 24px; fill: none; stroke: currentColor;
        stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round;
      }
      #open span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      #open b {
        min-width: 22px; padding: 0 4px; box-sizing: border-box; border-radius: 11px;
        font: 600 13px/22px system-ui, sans-serif; text-align: center;
        background: #f2b705; color: #10243a;
      }
      #open b:empty { display: none; }
      #chat {
        position: fixed; right: 0; bottom: 0; border: 0; border-radius: 16px; color-scheme: light dark;
        width: var(--shopify-checkout-chat-maximized-max-inline-size, 415px);
        height: var(--shopify-checkout-chat-maximized-max-block-size, 700px);
        max-width: 100vw; max-height: 100vh;
      }
      #said {
        position: fixed; right: 16px; top: max(84px, calc(100vh - 616px)); box-sizing: border-box;
        width: min(383px, calc(100vw - 32px)); margin: 0; padding: 10px 14px; text-align: center; border-radius: 10px; font: 15px/22px system-ui, sans-serif;
        background: #10243a; color: #fff; z-index: 1;
      }
      #said:empty { display: none; }
      @media (max-width: 579px) { #chat { width: 100vw; height: 93vh; } #said { top: calc(7vh + 84px); } }
    </style>
  </head>
  <body>
    <button type="button" id="open" aria-label="${words.open(name)}">
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="${launcherIcons[look.icon]}" /></svg>
      <span>${texts[language].launcher ?? words.launcher}</span><b></b>
    </button>
    <iframe id="chat" title="${words.open(name)}" hidden></iframe>
    <p id="said" role="status"></p>
    <script type="application/json" id="page">${asData(said)}</script>
    <script src="/shopify/checkout-chat/assets/frame.js" type="module"></script>
  </body>
</html>`
}

/** The chat itself, in a frame that is as large as Shopify lets it be: it fills a small screen by itself. */
export function panelPage({ site, place, language }: ChatPage) {
  return html`<!doctype html>
<html lang="${language}" data-loods-looks>
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <base target="_blank" />
    <title>${WORDS[language][place]}</title>
    <script type="application/json" id="loods-page">${asData({ kind: place })}</script>
    <script src="/shopify/checkout-chat/assets/panel.js"></script>
  </head>
  <body>
    <script async src="/widget/loader.js" data-site="${site.key}"></script>
  </body>
</html>`
}

/** Data in a page: no text of anybody's can end the element it stands in. */
function asData(value: object) {
  return raw(JSON.stringify(value).replaceAll('<', '\\u003c'))
}

function pick<T extends object, K extends keyof T>(value: T, names: K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, value[name]])) as Pick<T, K>
}
