import { readFile, stat } from 'node:fs/promises'
import { unzipSync, zipSync } from 'fflate'

/** Any fixed moment: the same plugin and relay give the same bytes. */
const MTIME = new Date(2026, 0, 1)
const MAIN_FILE = 'loods-live-chat/loods-live-chat.php'
/** Names the relay to the plugin, so that nobody types an address. */
const RELAY_FILE = 'loods-live-chat/relay.json'

/** The plugin as this relay hands it out. */
export interface PluginZip {
  /** The zip with this relay's address in it; undefined where it was not built. */
  read(): Promise<Uint8Array | undefined>
  /** Its version, such as 1.2.3; undefined where it was not built. */
  version(): Promise<string | undefined>
}

/** @param file where the build put the plugin */
export function createPluginZip(file: string, publicUrl: string): PluginZip {
  let made: { at: number; zip: Uint8Array } | undefined
  return {
    async read() {
      const info = await stat(file).catch(() => undefined)
      if (!info) return undefined
      if (made?.at !== info.mtimeMs) {
        made = { at: info.mtimeMs, zip: withRelay(await readFile(file), publicUrl) }
      }
      return made.zip
    },
    async version() {
      const zip = await this.read()
      return zip && VERSION.exec(mainOf(unzipSync(zip)))?.[1]
    },
  }
}

const VERSION = /^ \* Version: ([\w.-]+)$/m

function mainOf(files: Record<string, Uint8Array>): string {
  return Buffer.from(files[MAIN_FILE] ?? []).toString('utf8')
}

function withRelay(zip: Uint8Array, publicUrl: string): Uint8Array {
  const named = Buffer.from(`${JSON.stringify({ url: publicUrl })}\n`)
  const files = unzipSync(zip)
  // WordPress then asks this relay for updates, and nobody else (https://make.wordpress.org/core/2021/06/29).
  const header = mainOf(files).replace(VERSION, `$&\n * Update URI: ${publicUrl}/`)
  Object.assign(files, { [RELAY_FILE]: named, [MAIN_FILE]: Buffer.from(header) })
  return zipSync(files, { mtime: MTIME, level: 6 })
}
