/** The line that puts the widget on a shop. */
export function snippetFor(relayUrl: string, siteKey: string): string {
  const loader = new URL('/widget/loader.js', new URL(relayUrl || '/', location.href))
  return `<script async src="${loader.href}" data-site="${siteKey}"></script>`
}
