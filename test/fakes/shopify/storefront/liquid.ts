import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Liquid, type TagToken, type Template, type TopLevelToken } from 'liquidjs'
import { toJson } from '../json.ts'

const THEMES = fileURLToPath(new URL('./themes/', import.meta.url))

/** Where assets are: the theme's, or those of an app's extension. */
export interface Surroundings {
  theme: string
  language: string
  assetUrl(name: string): string
}

/** Liquid as Shopify has it, as far as our themes and app blocks need it. */
export function createLiquid({ theme, language, assetUrl }: Surroundings): Liquid {
  const engine = new Liquid({ root: `${THEMES}${theme}`, extname: '.liquid', strictFilters: true })
  const texts = JSON.parse(readFileSync(`${THEMES}${theme}/locales/${language}.json`, 'utf8'))
  engine.registerFilter('json', escapedJson)
  engine.registerFilter('t', (key: string) => texts[key] ?? `translation missing: ${key}`)
  engine.registerFilter('asset_url', assetUrl)
  engine.registerFilter('handleize', handleize)
  engine.registerFilter('money', (amount: number) => money(amount, language))
  engine.registerTag('schema', {
    parse(_: TagToken, rest: TopLevelToken[]) {
      skipTo(rest, 'endschema')
    },
    render: () => '',
  })
  engine.registerTag('section', {
    parse(token: TagToken) {
      this.name = /'([\w-]+)'/.exec(token.args)?.[1] ?? ''
    },
    async render(context) {
      return await renderSection(engine, this.name as string, context.getAll())
    },
  })
  engine.registerTag('form', {
    parse(token: TagToken, rest: TopLevelToken[]) {
      this.kind = /'(\w+)'/.exec(token.args)?.[1] ?? ''
      const inside: Template[] = []
      const stream = this.liquid.parser.parseStream(rest)
      stream
        .on('tag:endform', () => stream.stop())
        .on('template', (template: Template) => inside.push(template))
        .start()
      this.inside = inside
    },
    *render(context, emitter) {
      const action = this.kind === 'product' ? '/cart/add' : `/${this.kind}`
      emitter.write(`<form method="post" action="${action}" accept-charset="UTF-8">`)
      emitter.write(`<input type="hidden" name="form_type" value="${this.kind}">`)
      yield this.liquid.renderer.renderTemplates(this.inside as Template[], context, emitter)
      emitter.write('</form>')
    },
  })
  return engine
}

/** A section with the element Shopify puts around it. */
export async function renderSection(engine: Liquid, name: string, scope: object): Promise<string> {
  const html = await engine.renderFile(`sections/${name}`, scope)
  return `<div id="shopify-section-${name}" class="shopify-section">${html}</div>`
}

function skipTo(rest: TopLevelToken[], end: string): void {
  while (rest.length > 0) {
    if ((rest.shift() as Partial<TagToken>).name === end) return
  }
}

/** As Shopify writes JSON into a page: nothing in it ends the script it stands in. */
export function escapedJson(value: unknown): string {
  return toJson(value ?? null).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function handleize(text: unknown): string {
  return String(text ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

function money(amount: number, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' })
  return format.format(amount / 100)
}
