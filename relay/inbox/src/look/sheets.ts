const known = new Map<string, CSSStyleSheet>()

/**
 * Gives a shadow root a style sheet, once. Sheets made here are shared by all roots and need no
 * `style` element, so they work under a policy without inline styles.
 */
export function adopt(root: ShadowRoot, ...texts: string[]): void {
  const fresh = texts.map(toSheet).filter((sheet) => !root.adoptedStyleSheets.includes(sheet))
  if (fresh.length > 0) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...fresh]
}

function toSheet(text: string): CSSStyleSheet {
  const made = known.get(text)
  if (made) return made
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(text)
  known.set(text, sheet)
  return sheet
}
