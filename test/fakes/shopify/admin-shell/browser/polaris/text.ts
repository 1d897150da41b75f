import { define, fill, type PolarisElement } from './element.ts'
import { toneOf } from './looks.ts'

const TEXT = [
  'tone',
  'color',
  'type',
  'fontVariantNumeric',
  'lineClamp',
  'accessibilityVisibility',
  'dir',
]

/** Words, lists and pictures. */
export function defineText(): void {
  define('s-text', { text: TEXT, draw: drawText })
  define('s-paragraph', { text: TEXT, draw: drawParagraph })
  define('s-heading', { text: ['accessibilityRole', 'lineClamp'], draw: drawHeading })
  define('s-unordered-list', { draw: list('disc', 'list') })
  define('s-ordered-list', { draw: list('decimal', 'list') })
  define('s-list-item', { draw: list('inherit', 'listitem') })
  define('s-icon', { text: ['type', 'tone', 'size', 'color'], draw: drawIcon })
  define('s-image', {
    text: ['src', 'alt', 'aspectRatio', 'objectFit', 'inlineSize'],
    draw: drawImage,
  })
  define('s-thumbnail', { text: ['src', 'alt', 'size'], draw: drawImage })
  define('s-avatar', { text: ['initials', 'alt', 'src', 'size'], draw: drawAvatar })
}

function drawText(host: PolarisElement, root: ShadowRoot): void {
  const weight = host.text('type') === 'strong' ? 650 : 'inherit'
  const isHidden = host.text('accessibilityVisibility') === 'exclusive'
  const away =
    'position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)'
  fill(
    root,
    `:host { display: inline; color: ${colorOf(host)}; font-weight: ${weight}; ${isHidden ? away : ''} }`,
    '<slot></slot>',
  )
}

function drawParagraph(host: PolarisElement, root: ShadowRoot): void {
  fill(
    root,
    `:host { display: block } p { margin: 0; color: ${colorOf(host)} }`,
    '<p><slot></slot></p>',
  )
}

function drawHeading(_host: PolarisElement, root: ShadowRoot): void {
  const style = ':host { display: block } h2 { margin: 0; font-size: 14px; line-height: 20px }'
  fill(root, style, '<h2><slot></slot></h2>')
}

function list(kind: string, role: string) {
  return (host: PolarisElement, root: ShadowRoot): void => {
    const isItem = role === 'listitem'
    const style = isItem
      ? ':host { display: list-item }'
      : `:host { display: block; padding-left: 20px; list-style: ${kind} }`
    fill(root, style, '<slot></slot>')
    host.setAttribute('role', role)
  }
}

/** A dot of its colour: which icon it is stands in the attribute. */
function drawIcon(host: PolarisElement, root: ShadowRoot): void {
  const size = host.text('size') === 'small' ? 8 : 10
  fill(
    root,
    `:host { display: inline-block; width: ${size}px; height: ${size}px; border-radius: 50%; background: ${colorOf(host)} }`,
    '',
  )
}

function drawImage(host: PolarisElement, root: ShadowRoot): void {
  const fit = host.text('objectFit') || 'cover'
  fill(
    root,
    `:host { display: block } img { width: 100%; height: 100%; object-fit: ${fit}; aspect-ratio: ${host.text('aspectRatio') || 'auto'} }`,
    '<img>',
  )
  const image = root.querySelector('img')
  if (!image) return
  image.src = host.text('src')
  image.alt = host.text('alt')
}

function drawAvatar(host: PolarisElement, root: ShadowRoot): void {
  fill(
    root,
    ':host { display: inline-grid; place-items: center; width: 28px; height: 28px; border-radius: 8px; background: #c2f5d6 }',
    '<span data-initials></span>',
  )
  const at = root.querySelector('span')
  if (at) at.textContent = host.text('initials')
}

function colorOf(host: PolarisElement): string {
  const tone = host.text('tone')
  if (tone && tone !== 'auto') return toneOf(tone)[1]
  return host.text('color') === 'subdued' ? '#616161' : 'inherit'
}
