import { define, fill, type PolarisElement, write } from './element.ts'
import { spaces } from './looks.ts'

const BOX = [
  'background',
  'border',
  'borderRadius',
  'padding',
  'paddingBlock',
  'paddingInline',
  'inlineSize',
  'minInlineSize',
  'maxInlineSize',
  'blockSize',
  'accessibilityRole',
  'accessibilityLabel',
  'display',
  'overflow',
]
const FLOW = ['gap', 'rowGap', 'columnGap', 'alignItems', 'justifyContent']
const BACKGROUNDS: Record<string, string> = { base: '#fff', subdued: '#f7f7f7', strong: '#ebebeb' }

/** Pages, sections and boxes. */
export function defineLayout(): void {
  define('s-page', { text: ['heading', 'inlineSize'], draw: drawPage })
  define('s-section', {
    text: ['heading', 'subheading', 'padding', 'accessibilityLabel'],
    draw: drawSection,
  })
  define('s-box', { text: BOX, draw: (host, root) => fill(root, boxStyle(host), '<slot></slot>') })
  define('s-stack', { text: [...BOX, ...FLOW, 'direction'], draw: drawStack })
  define('s-grid', {
    text: [...BOX, ...FLOW, 'gridTemplateColumns', 'gridTemplateRows', 'justifyItems'],
    draw: drawGrid,
  })
  define('s-grid-item', { text: [...BOX, 'gridColumn', 'gridRow'], draw: drawGridItem })
  define('s-divider', { text: ['direction', 'color'], draw: drawDivider })
  define('s-query-container', { draw: plain('display: block') })
  define('s-button-group', { text: ['gap'], draw: drawButtonGroup })
  define('s-table', { text: ['variant'], draw: plain('display: table; width: 100%') })
  define('s-table-header-row', { draw: plain('display: table-row; font-weight: 550') })
  define('s-table-body', { draw: plain('display: table-row-group') })
  define('s-table-row', { draw: plain('display: table-row') })
  for (const name of ['s-table-header', 's-table-cell']) {
    define(name, {
      draw: plain('display: table-cell; padding: 8px 12px; border-bottom: 1px solid #e3e3e3'),
    })
  }
}

function plain(style: string) {
  return (_host: PolarisElement, root: ShadowRoot): void =>
    fill(root, `:host { ${style} }`, '<slot></slot>')
}

const WIDTHS: Record<string, string> = { small: '662px', base: '998px', large: 'none' }

function drawPage(host: PolarisElement, root: ShadowRoot): void {
  const width = WIDTHS[host.text('inlineSize')] ?? WIDTHS.base
  fill(
    root,
    `:host { display: block; max-width: ${width}; margin: 0 auto; padding: 16px; font: 13px/20px Inter, system-ui, sans-serif; color: #303030 }
     header { display: flex; gap: 8px; align-items: center; margin-bottom: 16px }
     h1 { flex: 1; margin: 0; font-size: 20px; line-height: 24px }
     .content { display: grid; gap: 16px }
     aside:not(:has(*)) { display: none }`,
    `<header><slot name="breadcrumb-actions"></slot><h1 data-heading></h1>
     <slot name="secondary-actions"></slot><slot name="primary-action"></slot></header>
     <div class="content"><slot></slot><slot name="aside"></slot></div>`,
  )
  write(root, 'heading', host.text('heading'))
}

function drawSection(host: PolarisElement, root: ShadowRoot): void {
  const padding = host.text('padding') === 'none' ? 0 : 16
  fill(
    root,
    `:host { display: block }
     section { display: grid; gap: 12px; padding: ${padding}px; background: #fff; border-radius: 12px; box-shadow: 0 1px 2px #0002, 0 0 0 1px #0001 }
     header { display: flex; gap: 8px; align-items: center }
     h2 { flex: 1; margin: 0; font-size: 14px; line-height: 20px }
     p { margin: 0; color: #616161 }`,
    `<section><header><h2 data-heading></h2><slot name="secondary-actions"></slot><slot name="primary-action"></slot></header>
     <p data-subheading></p><slot></slot></section>`,
  )
  write(root, 'heading', host.text('heading'))
  write(root, 'subheading', host.text('subheading'))
  const label = host.text('accessibilityLabel') || host.text('heading')
  if (label) root.querySelector('section')?.setAttribute('aria-label', label)
}

function drawStack(host: PolarisElement, root: ShadowRoot): void {
  const isInline = host.text('direction') === 'inline'
  const direction = isInline ? 'row; flex-wrap: wrap' : 'column'
  fill(root, boxStyle(host, `flex; flex-direction: ${direction}; ${flow(host)}`), '<slot></slot>')
  setRole(host)
}

function drawGrid(host: PolarisElement, root: ShadowRoot): void {
  const columns = host.text('gridTemplateColumns') || 'none'
  const rows = host.text('gridTemplateRows') || 'none'
  const style = `grid; grid-template: ${rows} / ${columns}; ${flow(host)}`
  fill(root, boxStyle(host, style), '<slot></slot>')
}

function drawGridItem(host: PolarisElement, root: ShadowRoot): void {
  const column = host.text('gridColumn') || 'auto'
  fill(root, boxStyle(host, `block; grid-column: ${column}`), '<slot></slot>')
}

function drawDivider(host: PolarisElement, root: ShadowRoot): void {
  const isInline = host.text('direction') === 'inline'
  const size = isInline ? 'width: 1px; align-self: stretch' : 'height: 1px'
  fill(root, `:host { display: block; ${size}; background: #e3e3e3 }`, '')
  host.setAttribute('role', 'separator')
}

function drawButtonGroup(_host: PolarisElement, root: ShadowRoot): void {
  fill(
    root,
    ':host { display: inline-flex; flex-wrap: wrap; gap: 8px }',
    '<slot></slot><slot name="secondary-actions"></slot><slot name="primary-action"></slot>',
  )
}

function boxStyle(host: PolarisElement, display = 'block'): string {
  const padding = spaces(host.text('padding'))
  const block = spaces(host.text('paddingBlock'))
  const inline = spaces(host.text('paddingInline'))
  const size = (name: string): string => host.text(name)
  setRole(host)
  return `:host { display: ${size('display') === 'none' ? 'none' : display};
    box-sizing: border-box;
    ${padding && `padding: ${padding};`} ${block && `padding-block: ${block};`} ${inline && `padding-inline: ${inline};`}
    ${size('inlineSize') && `inline-size: ${size('inlineSize')};`}
    ${size('maxInlineSize') && `max-inline-size: ${size('maxInlineSize')};`}
    ${size('minInlineSize') && `min-inline-size: ${size('minInlineSize')};`}
    background: ${BACKGROUNDS[size('background')] ?? 'transparent'};
    border: ${size('border') && size('border') !== 'none' ? '1px solid #e3e3e3' : 'none'};
    border-radius: ${size('borderRadius') ? '8px' : 0};
    overflow: ${size('overflow') || 'visible'} }`
}

function flow(host: PolarisElement): string {
  const [gap, row, column] = ['gap', 'rowGap', 'columnGap'].map((it) => spaces(host.text(it)))
  return `gap: ${gap || 0}; ${row && `row-gap: ${row};`} ${column && `column-gap: ${column};`}
    align-items: ${host.text('alignItems') || 'normal'};
    justify-content: ${host.text('justifyContent') || 'normal'}`
}

function setRole(host: PolarisElement): void {
  const role = host.text('accessibilityRole')
  if (role) host.setAttribute('role', role === 'generic' ? 'presentation' : role)
  if (host.text('accessibilityLabel')) host.ariaLabel = host.text('accessibilityLabel')
}
