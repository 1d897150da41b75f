import { readFileSync } from 'node:fs'
import type { BuiltEntry, PageFiles } from './app-page.ts'

/**
 * Names of the page's scripts, which hold their content's hash.
 * @param dist where the build writes; what was not built yet is named all the same
 */
export function readPageFiles(dist: string): PageFiles {
  const manifest = readManifest(dist)
  return {
    page: manifest.shopify ?? unbuilt('shopify'),
    inbox: manifest['inbox-layer'] ?? unbuilt('shopify-inbox'),
  }
}

function readManifest(dist: string): Partial<Record<string, BuiltEntry>> {
  try {
    return JSON.parse(readFileSync(`${dist}inbox/manifest.json`, 'utf8')) as Record<
      string,
      BuiltEntry
    >
  } catch {
    return {}
  }
}

function unbuilt(name: string): BuiltEntry {
  return { file: `${name}.js`, imports: [] }
}
