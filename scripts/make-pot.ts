/** The texts of the plugin that are to be translated, collected by WP-CLI. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const DOMAIN = 'loods-live-chat'
/** What WordPress's directory writes there is of no use to anybody and differs each time. */
const HEADERS = { 'POT-Creation-Date': '', 'Report-Msgid-Bugs-To': '', 'X-Generator': '' }

/**
 * Collects every text of the plugin, after its pages were built.
 * @param plugin the plugin's folder, with a slash at its end
 * @param cli WP-CLI's phar
 */
export function makePot(plugin: string, cli: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'loods-pot-'))
  try {
    for (const part of ['includes', 'build', 'loods-live-chat.php', 'uninstall.php']) {
      cpSync(plugin + part, join(folder, part), { recursive: true })
    }
    const pot = join(folder, `${DOMAIN}.pot`)
    execFileSync('php', [
      '-d',
      'memory_limit=512M',
      cli,
      '--allow-root',
      'i18n',
      'make-pot',
      folder,
      pot,
      `--slug=${DOMAIN}`,
      `--domain=${DOMAIN}`,
      '--skip-audit',
      `--headers=${JSON.stringify(HEADERS)}`,
    ])
    return withoutLines(readFileSync(pot, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Built scripts are one line each, and lines of PHP move with every change: the file is enough. */
function withoutLines(pot: string): string {
  const text = pot.replace(/^(#: \S+):\d+$/gm, '$1').replace(/^(#: .*)(\n\1)+$/gm, '$1')
  return text.replace(/^# Copyright.*$/m, '# Copyright (C) Loods')
}
