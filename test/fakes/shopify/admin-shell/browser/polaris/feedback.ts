import { define, fill, type PolarisElement, write } from './element.ts'
import { toneOf } from './looks.ts'

/** What tells how things are. */
export function defineFeedback(): void {
  define('s-banner', { text: ['heading', 'tone'], flags: ['dismissible'], draw: drawBanner })
  define('s-badge', { text: ['tone', 'icon', 'size', 'color'], draw: drawBadge })
  define('s-chip', { text: ['color', 'accessibilityLabel'], draw: drawBadge })
  define('s-spinner', { text: ['accessibilityLabel', 'size'], draw: drawSpinner })
  define('s-progress', { text: ['value', 'max', 'accessibilityLabel'], draw: drawProgress })
  define('s-empty-state', { text: ['heading'], draw: drawEmptyState })
  define('s-tooltip', {
    draw: (_host, root) => fill(root, ':host { display: none }', '<slot></slot>'),
  })
}

function drawBanner(host: PolarisElement, root: ShadowRoot): void {
  const [background, color] = toneOf(host.text('tone') || 'info')
  fill(
    root,
    `:host { display: block }
     section { padding: 12px 16px; border-radius: 12px; background: ${background}; color: ${color}; display: grid; gap: 8px }
     header { display: flex; align-items: start } h2 { flex: 1; margin: 0; font-size: 13px }
     button { border: 0; background: none; color: inherit; cursor: pointer; font: inherit }`,
    `<section><header><h2 data-heading></h2>${host.flag('dismissible') ? '<button aria-label="Dismiss">✕</button>' : ''}</header><slot></slot><slot name="secondary-actions"></slot></section>`,
  )
  write(root, 'heading', host.text('heading'))
  const isUrgent = ['warning', 'critical'].includes(host.text('tone'))
  root.querySelector('section')?.setAttribute('role', isUrgent ? 'alert' : 'status')
  root.querySelector('button')?.addEventListener('click', () => dismiss(host))
}

function dismiss(host: PolarisElement): void {
  host.hidden = true
  for (const name of ['dismiss', 'afterhide']) host.dispatchEvent(new Event(name))
}

function drawBadge(host: PolarisElement, root: ShadowRoot): void {
  const [background, color] = toneOf(host.text('tone'))
  fill(
    root,
    `:host { display: inline-block; padding: 2px 8px; border-radius: 8px; font-size: 12px; line-height: 16px; background: ${background}; color: ${color} }`,
    '<slot></slot>',
  )
}

function drawSpinner(host: PolarisElement, root: ShadowRoot): void {
  fill(
    root,
    `:host { display: inline-block; width: 20px; height: 20px; border: 2px solid #8a8a8a; border-right-color: transparent; border-radius: 50%; animation: turn 1s linear infinite }
     @keyframes turn { to { transform: rotate(1turn) } }`,
    '',
  )
  host.setAttribute('role', 'status')
  host.ariaLabel = host.text('accessibilityLabel')
}

function drawProgress(host: PolarisElement, root: ShadowRoot): void {
  fill(root, ':host { display: block } progress { width: 100% }', '<progress></progress>')
  const progress = root.querySelector('progress')
  if (!progress) return
  progress.max = Number(host.text('max') || 1)
  progress.value = Number(host.text('value'))
}

function drawEmptyState(host: PolarisElement, root: ShadowRoot): void {
  fill(
    root,
    ':host { display: grid; gap: 8px; justify-items: center; padding: 32px; text-align: center } h2 { margin: 0; font-size: 14px }',
    '<slot name="graphic"></slot><h2 data-heading></h2><slot></slot><slot name="primary-action"></slot><slot name="secondary-actions"></slot>',
  )
  write(root, 'heading', host.text('heading'))
}
