/** A page's title without the shop's name behind it; empty where there is none. */
export function titleName(title = ''): string {
  return title.split(/\s[|–—·-]\s/)[0]?.trim() ?? ''
}
