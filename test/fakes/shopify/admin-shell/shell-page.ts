import type { Core } from '../core.ts'
import { handleOf, type Shop, type Staff } from '../world/shop.ts'
import { escaped, htmlPage } from './html.ts'

/** What the shell's script is told; its counterpart is browser/shell.ts. */
export interface ShellConfig {
  /** Where the shell asks the fake: `/store/wilg/ask`. */
  ask: string
  staff: string
  /** Where the app's pages are in the admin: `/store/wilg/apps/loods`. */
  base: string
  appOrigin: string
  appName: string
}

/** The admin around the app: top bar, navigation, and the app in a frame. */
export function shellPage(core: Core, shop: Shop, staff: Staff, src: string): string {
  const { app } = core
  const store = `/store/${handleOf(shop)}`
  const config: ShellConfig = {
    ask: `${store}/ask`,
    staff: String(staff.id),
    base: `${store}/apps/${app.handle}`,
    appOrigin: new URL(app.url).origin,
    appName: app.name,
  }
  const name = escaped(app.name)
  const body = `
<header class="top"><strong>${escaped(shop.name)}</strong><span>${escaped(staff.firstName)} ${escaped(staff.lastName)}</span></header>
<div class="frame">
<nav class="side" aria-label="Admin">
<a href="${config.base}" aria-current="page" data-home>${name}</a>
<div data-nav></div>
</nav>
<main class="main">
<div class="progress" data-progress role="progressbar" aria-label="Loading" hidden></div>
<div class="bar"><strong data-title>${name}</strong><span class="actions" style="margin:0" data-actions></span></div>
<div class="bar save" data-save hidden><strong>Unsaved changes</strong><button data-discard>Discard</button><button class="primary" data-keep>Save</button></div>
<iframe name="app-iframe" title="${name}" src="${escaped(src)}" allow="clipboard-write; microphone; camera"></iframe>
<div class="toasts" data-toasts role="status"></div>
</main>
</div>
<dialog data-grant><h2>${name} asks for more access</h2><ul></ul><div class="actions"><button data-decline>Cancel</button><button class="primary" data-allow>Update</button></div></dialog>
<script type="application/json" id="config">${JSON.stringify(config).replaceAll('<', '\\u003c')}</script>
<script src="/shell.js" defer></script>`
  return htmlPage(`${shop.name} · ${app.name}`, body)
}

/** The grant screen: what the merchant approves. */
export function installPage(core: Core, shop: Shop): string {
  const { app } = core
  const scopes = app.scopes.map((it) => `<li>${escaped(it)}</li>`).join('')
  const body = `
<form class="sheet" method="post"><h1>Install ${escaped(app.name)}</h1>
<p>${escaped(shop.name)} (${escaped(shop.domain)}) gives this app access to:</p>
<ul>${scopes}</ul>
<div class="actions"><button class="primary">Install</button></div></form>`
  return htmlPage(`Install ${app.name}`, body)
}

/** Whom the app is closed to. */
export function closedPage(core: Core): string {
  const name = escaped(core.app.name)
  return htmlPage(
    core.app.name,
    `<div class="sheet"><h1>You don’t have access to ${name}</h1><p>Ask the store owner.</p></div>`,
  )
}
