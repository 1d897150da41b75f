/** What Shopify refuses or reviewers object to in an app block, and theme-check does not look at. */

const TARGETS = ['body', 'head', 'compliance_head', 'section']
const MAX_NAME = 25
const MAX_SETTINGS = 25
/** Who somebody is does not belong in a page that caches keep and scripts of others read. */
const PERSONAL =
  /\bcustomer\.(email|first_name|last_name|name|phone|addresses|default_address|orders)\b/

interface Setting {
  type?: string
  id?: string
  options?: unknown[]
}

interface Schema {
  name?: string
  target?: string
  settings?: Setting[]
}

export interface BlockContext {
  /** Types of settings Shopify knows. */
  settingTypes: readonly string[]
  /** Texts of the theme editor by their key. */
  texts: Record<string, string>
}

/** Everything that is wrong with a block, one line each. */
export function blockFaults(liquid: string, context: BlockContext): string[] {
  const markup = liquid.replace(/\{%-?\s*comment[\s\S]*?endcomment\s*-?%\}/g, '')
  const [, json] = markup.match(/\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema/) ?? []
  if (!json) return ['has no schema']
  return [
    ...schemaFaults(JSON.parse(json) as Schema, context),
    ...markupFaults(markup.replace(json, '')),
  ]
}

function schemaFaults(schema: Schema, context: BlockContext): string[] {
  const { target = '', settings = [] } = schema
  const name = said(schema.name, context.texts)
  const ids = settings.flatMap(({ id }) => id ?? [])
  return [
    ...when(!TARGETS.includes(target), `has the target ${target}`),
    ...when(!name, 'has no name'),
    ...when(name.length > MAX_NAME, `has a name of ${name.length} characters`),
    ...when(settings.length > MAX_SETTINGS, `has ${settings.length} settings`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `has the setting ${id} twice`),
    ...settings.flatMap((setting) => settingFaults(setting, context)),
  ]
}

function settingFaults({ type = '', id, options }: Setting, context: BlockContext): string[] {
  const isText = type === 'header' || type === 'paragraph'
  const hasOptions = type === 'select' || type === 'radio'
  return [
    ...when(!context.settingTypes.includes(type), `has a setting of the type ${type}`),
    ...when(!isText && !id, `has a ${type} without an id`),
    ...when(hasOptions && !options?.length, `has a ${type} without options`),
  ]
}

function said(name = '', texts: Record<string, string>): string {
  return name.startsWith('t:') ? (texts[name.slice(2)] ?? '') : name
}

function markupFaults(markup: string): string[] {
  const scripts = [...markup.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)]
  const data = scripts.filter(([, attributes = '']) =>
    /type=["']application\/json/.test(attributes),
  )
  const code = scripts.filter((script) => !data.includes(script))
  const rest = scripts.reduce((text, [all]) => text.replace(all, ''), markup)
  return [
    ...when(/<meta[^>]*viewport/.test(markup), 'sets a viewport, as every theme does'),
    ...when(/content_for_header/.test(markup), 'reads content_for_header'),
    ...when(PERSONAL.test(markup), 'writes who somebody is into the page'),
    ...code.flatMap(([, , body = '']) => outputs(body).map((out) => `writes ${out} into a script`)),
    ...data.flatMap(([, , body = '']) =>
      outputs(body)
        .filter((out) => !/\|\s*json\s*-?\}\}$/.test(out))
        .map((out) => `writes ${out} as data without json`),
    ),
    ...[...code.map(([, attributes = '']) => attributes), rest].flatMap(outputFaults),
  ]
}

/** Outside of data an output is escaped, or an address Shopify makes of a fixed name. */
function outputFaults(text: string): string[] {
  return outputs(text)
    .filter((out) => !/\|\s*(escape|asset_url|asset_url \| \w+_tag|t)\b[^|]*\}\}$/.test(out))
    .map((out) => `writes ${out} without escaping it`)
}

function outputs(text: string): string[] {
  return text.match(/\{\{[\s\S]*?\}\}/g) ?? []
}

function when(is: boolean, fault: string): string[] {
  return is ? [fault] : []
}
