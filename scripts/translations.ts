/** Translations of the plugin, from .po to what WordPress reads. */
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'

/** One text of a .po file. */
interface Entry {
  msgid: string
  msgctxt?: string
  msgstr: string[]
}

interface Catalogue {
  headers: Record<string, string>
  translations: Record<string, Record<string, Entry>>
}

interface Gettext {
  po: { parse(text: Buffer): Catalogue }
  mo: { compile(catalogue: Catalogue): Uint8Array }
}

const DOMAIN = 'loods-live-chat'

/**
 * For each .po file: the .mo PHP reads, and for each built script the .json it reads. They hold the
 * same texts; a script asks for what it needs (https://developer.wordpress.org/block-editor/how-to-guides/internationalization/).
 * @param plugin the plugin's folder, with a slash at its end, after its pages were built
 */
export function translationFiles(plugin: string): Record<string, Uint8Array> {
  const { po, mo } = createRequire(`${plugin}package.json`)('gettext-parser') as Gettext
  const scripts = globSync('build/*.js', { cwd: plugin })
    .filter((path) => readFileSync(plugin + path, 'utf8').includes(DOMAIN))
    .map((path) => basename(path, '.js'))
  const files: Record<string, Uint8Array> = {}
  for (const path of globSync(`languages/${DOMAIN}-*.po`, { cwd: plugin })) {
    const locale = basename(path, '.po').slice(DOMAIN.length + 1)
    const catalogue = po.parse(readFileSync(plugin + path))
    files[`languages/${DOMAIN}-${locale}.mo`] = mo.compile(catalogue)
    const json = Buffer.from(toJed(catalogue, locale))
    for (const script of scripts) files[`languages/${DOMAIN}-${locale}-loods-${script}.json`] = json
  }
  return files
}

/** The form @wordpress/i18n takes (Jed 1.x). */
function toJed({ headers, translations }: Catalogue, lang: string): string {
  const texts = Object.values(translations).flatMap((context) => Object.values(context))
  const named = texts
    .filter(({ msgid }) => msgid !== '')
    .map(({ msgctxt, msgid, msgstr }) => [msgctxt ? `${msgctxt}\u0004${msgid}` : msgid, msgstr])
  const plural = headers['Plural-Forms'] ?? headers['plural-forms']
  const messages = {
    '': { domain: DOMAIN, lang, 'plural-forms': plural },
    ...Object.fromEntries(named),
  }
  return JSON.stringify({ domain: DOMAIN, locale_data: { messages } })
}
