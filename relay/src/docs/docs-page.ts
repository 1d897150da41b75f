import { html } from 'hono/html'
import type { GenericSchema } from 'valibot'
import type { Route } from '../http/route.ts'
import { POLICY_TEXT, schemaOf, tagOf } from './openapi.ts'

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
      h1 { font-size: 1.6rem } h2 { margin: 2.5rem 0 .5rem; font-size: 1.1rem } h2::first-letter, nav a::first-letter { text-transform: uppercase }
      nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 1.5rem 0 } nav a { display: inline-block; padding: .2rem 0 }
      a { color: var(--sea) } code { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
      ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 10px; background: var(--paper) }
      li { padding: .75rem 1rem } li + li { border-top: 1px solid var(--line) }
      .method { display: inline-block; min-width: 4.2em; font-weight: 600; color: var(--sea) }
      p { margin: .15rem 0; color: var(--ink-2) }
    </style>
  </head>
  <body>
    <h1>The relay’s API</h1>
    <p>Every route of this relay, from the declarations that check each call. As a file: <a href="/openapi.json">openapi.json</a>.</p>
    <p>A page of the shop begins for its shopper with <code>POST /widget/v1/:siteKey/visitors</code> and gets a secret, the shopper’s bearer token from then on. A member signs in with <code>POST /api/session</code> and gets bearer tokens of ten minutes from <code>POST /api/session/token</code>.</p>
    <p>Sockets open at <code>/live</code>; the first frame says who you are. A refusal is always <code>{ error: { code, message } }</code>, and the message says what to do next.</p>
    <nav aria-label="Parts">${groups(routes).map(([tag]) => html`<a href="#${tag}">${titleOf(tag)}</a>`)}</nav>
    ${groups(routes).map(([tag, own]) => html`<h2 id="${tag}">${titleOf(tag)}</h2><ul>${own.map(entry)}</ul>`)}
  </body>
</html>`
}

function groups(routes: Route[]): Array<[string, Route[]]> {
  const byTag = Map.groupBy(routes, ({ path }) => tagOf(path))
  return [...byTag].sort(([a], [b]) => a.localeCompare(b))
}

function titleOf(tag: string): string {
  return tag.replaceAll('-', ' ')
}

function entry(route: Route) {
  return html`<li>
    <div><code><span class="method">${route.method}</span>${route.path}</code></div>
    <p>${route.summary}. For ${POLICY_TEXT[route.policy].split(':')[0]}.</p>
    ${fields('Query', route.query, 'input')} ${fields('Body', route.body, 'input')}
    ${fields('Answer', route.response, 'output')}
  </li>`
}

function fields(
  title: string,
  schema: GenericSchema<unknown, unknown> | undefined,
  mode: 'input' | 'output',
) {
  const names = schema ? namesIn(schemaOf(schema, mode)) : ''
  return names === '' ? '' : html`<p>${title}: <code>${names}</code></p>`
}

/** Names of an object’s fields, those that may be left out with a question mark. */
function namesIn(schema: JsonObject): string {
  const ways = schema.anyOf ?? schema.oneOf
  if (ways) return [...new Set(ways.map(namesIn))].join(' or ')
  const required = new Set(schema.required)
  const names = Object.keys(schema.properties ?? {})
  return names.map((name) => (required.has(name) ? name : `${name}?`)).join(', ')
}

/** The part of a JSON Schema that is read here. */
interface JsonObject {
  properties?: object
  required?: string[]
  anyOf?: JsonObject[]
  oneOf?: JsonObject[]
}
