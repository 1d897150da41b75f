const MINUTE = 60_000
const CACHED_FOR = 10 * MINUTE
const ANSWER_WITHIN = 10_000

export interface LinkedFile {
  bytes: Uint8Array
  mime: string
}

export interface Links {
  /** The file at a public address; what went wrong, in words, where there is none. */
  fetch: (link: string) => Promise<LinkedFile | { problem: string }>
}

/**
 * Fetches what messages link to, as Meta does: cached for 10 minutes by the whole address. Meta wants
 * https; here http is fetched too, since everything runs on the loopback.
 */
export function createLinks(deps: { fetch: typeof globalThis.fetch; now: () => number }): Links {
  const cache = new Map<string, { file: LinkedFile; until: number }>()
  return {
    async fetch(link) {
      const cached = cache.get(link)
      if (cached && deps.now() < cached.until) return cached.file
      const file = await download(link, deps.fetch)
      if (!('problem' in file)) cache.set(link, { file, until: deps.now() + CACHED_FOR })
      return file
    },
  }
}

async function download(
  link: string,
  fetch: typeof globalThis.fetch,
): Promise<LinkedFile | { problem: string }> {
  try {
    const response = await fetch(link, {
      headers: { 'user-agent': 'facebookexternalhit/1.1' },
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (!response.ok) return { problem: `Media URL answered HTTP ${response.status}.` }
    return { bytes, mime: response.headers.get('content-type') ?? 'application/octet-stream' }
  } catch {
    return { problem: 'Media URL could not be reached.' }
  }
}
