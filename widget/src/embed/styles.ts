/** Adds a style sheet to a shadow root; under a strict CSP only the first way works. */
export function addStyles(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets.push(sheet)
  } catch {
    const style = document.createElement('style')
    style.textContent = css
    root.append(style)
  }
}
