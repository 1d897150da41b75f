import type { WidgetConfig } from '@loods/protocol'

const SVG = 'http://www.w3.org/2000/svg'

/** Makes the button that opens the chat: round, or with the shop's word beside its icon. */
export function createLauncher({ look, site, texts }: WidgetConfig): HTMLButtonElement {
  const button = document.createElement('button')
  button.append(icon(look.iconPath), texts.launcher ?? '')
  button.className = 'launcher'
  button.setAttribute('aria-label', `${texts.launcher ?? 'Chat'}, ${site.name}`)
  return button
}

/**
 * Gives the element the merchant's colours and place, through CSSOM as a strict CSP wants, and so
 * that nothing the page says about every element reaches it.
 */
export function applyLook(element: HTMLElement, { look }: WidgetConfig): void {
  const { color, onColor, side, offsetX, offsetY } = look
  element.style.cssText =
    // Not in `all`: both our languages run from left to right, also on a page that does not.
    'all:initial!important;direction:ltr!important;' +
    'position:fixed!important;z-index:2147483647!important;' +
    `${side}:calc(${offsetX}px + env(safe-area-inset-${side}))!important;` +
    `bottom:calc(${offsetY}px + env(safe-area-inset-bottom))!important;` +
    `--lo-sea:${color};--lo-on-sea:${onColor}`
}

function icon(drawing: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  const path = document.createElementNS(SVG, 'path')
  svg.setAttribute('viewBox', '0 0 24 24')
  path.setAttribute('d', drawing)
  svg.append(path)
  return svg
}
