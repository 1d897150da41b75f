import { html } from 'hono/html'
import type { GenericSchema } from 'valibot'
import type { Route } from '../http/route.ts'
import { POLICY_TEXT } from './openapi.ts'

/** The API as a page to read: every route with who may call it. No script. */
export function docsPage(routes: Route[], nonce: string) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Loods: the relay's API</title>
    <style nonce="${nonce}">
      :root { color-scheme: light dark; --ink: light-dark(#10243a, #e8eef4); --ink-2: light-dark(#4a5d70, #a9b7c6);
        --line: light-dark(#e3e8ee, #22364a); --ground: light-dark(#f6f8fa, #0b1826); --paper: light-dark(#fff, #102234); --sea: light-dark(#0b4f6c, #5cb8d6) }
      body { margin: 0 auto; max-width: 56rem; padding: 2rem 1rem 4rem; background: var(--ground); color: var(--ink);
        font: 15px/1.6 Inter, system-ui, sans-serif }
      h1 { font-size: 1.6rem } h2 { margin: 2.5rem 0 .5rem; font-size: 1.1rem; text-transform: capitalize }
      a { color: var(--sea) } code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
      ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 10px; background: var(--paper) }
      li { padding: .75rem 1rem } li + li { border-top: 1px solid var(--line) }
      .method { display: inline-block; min-width: 4.2em; font-weight: 600; color: var(--sea) }
      p { margin: .15rem 0; color: var(--ink-2) }
    </style>
  </head>
  <body>
    <h1>The relay's API</h1>
    <p>Every route of this relay, from the declarations that check each call. As a file: <a href="/openapi.json">openapi.json</a>.</p>
    <p>Sockets open at <code>/live</code>; the first frame says who you are. A refusal is always <code>{ error: { code, message } }</code>, and the message says what to do next.</p>
    ${groups(routes).map(([tag, own]) => html`<h2>${tag}</h2><ul>${own.map(entry)}</ul>`)}
  </body>
</html>`
}

function groups(routes: Route[]): Array<[string, Route[]]> {
  const byTag = Map.groupBy(routes, (route) => route.path.split('/').slice(1, 3).join(' '))
  return [...byTag].sort(([a], [b]) => a.localeCompare(b))
}

function entry(route: Route) {
  return html`<li>
    <div><code><span class="method">${route.method}</span>${route.path}</code></div>
    <p>${route.summary}. For ${POLICY_TEXT[route.policy].replaceAll('`', '')}.</p>
    ${fields('Query', route.query)} ${fields('Body', route.body)}
  </li>`
}

function fields(title: string, schema: GenericSchema<unknown, unknown> | undefined) {
  const entries = (schema as { entries?: Record<string, { type: string }> } | undefined)?.entries
  if (!entries) return ''
  const names = Object.entries(entries).map(([name, field]) =>
    field.type === 'optional' ? `${name}?` : name,
  )
  return html`<p>${title}: <code>${names.join(', ')}</code></p>`
}
