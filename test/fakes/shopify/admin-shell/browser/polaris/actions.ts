import { define, fill, PolarisElement } from './element.ts'

const PRESSED = [
  'accessibilityLabel',
  'command',
  'commandFor',
  'href',
  'target',
  'type',
  'tone',
  'variant',
  'icon',
  'inlineSize',
  'download',
  'lang',
]

const COLORS: Record<string, string> = {
  primary: 'background: #303030; color: #fff',
  secondary: 'background: #fff; color: #303030; box-shadow: 0 1px 0 #0003, inset 0 0 0 1px #e3e3e3',
  tertiary: 'background: none; color: #303030',
}

/** An element that is clicked: within forms, for overlays, and as a link. */
class Pressed extends PolarisElement {
  static readonly formAssociated = true
  readonly internals = this.attachInternals()

  constructor() {
    super()
    this.addEventListener('click', (event) => this.follow(event))
  }

  override click(): void {
    this.root.querySelector<HTMLElement>('button, a')?.click()
  }

  private follow(event: Event): void {
    const isAsleep = this.flag('disabled') || this.flag('loading')
    if (isAsleep) event.stopImmediatePropagation()
    if (isAsleep || event.defaultPrevented) return
    const { form } = this.internals
    if (this.text('type') === 'submit') form?.requestSubmit()
    if (this.text('type') === 'reset') form?.reset()
    commandOf(this)
  }
}

const COMMANDS: Record<string, string> = {
  '--show': 'showOverlay',
  '--hide': 'hideOverlay',
  '--toggle': 'toggleOverlay',
  '--auto': 'toggleOverlay',
}

/** What `command` and `commandFor` ask of another element of the same tree. */
function commandOf(host: PolarisElement): void {
  const id = host.text('commandFor')
  if (!id) return
  const root = host.getRootNode() as Document | ShadowRoot
  const target = root.getElementById(id) as (HTMLElement & Record<string, unknown>) | null
  const act = target?.[COMMANDS[host.text('command') || '--auto'] ?? '']
  if (typeof act === 'function') act.call(target)
}

/** Buttons and links. */
export function defineActions(): void {
  const flags = ['disabled', 'loading']
  define('s-button', { text: PRESSED, flags, draw: drawButton }, Pressed)
  define('s-clickable', { text: PRESSED, flags, draw: drawClickable }, Pressed)
  define(
    's-press-button',
    { text: PRESSED, flags: [...flags, 'pressed'], draw: drawButton },
    Pressed,
  )
  define('s-link', { text: PRESSED, flags, draw: drawLink }, Pressed)
}

function drawButton(host: PolarisElement, root: ShadowRoot): void {
  const variant = host.text('variant')
  const isCritical = host.text('tone') === 'critical'
  const colors = COLORS[variant] ?? COLORS.secondary
  const critical = variant === 'primary' ? 'background: #c70a24' : 'color: #8e0b21'
  const width = host.text('inlineSize') === 'fill' ? '100%' : 'auto'
  fill(
    root,
    `:host { display: inline-block; inline-size: ${width} }
     button, a { box-sizing: border-box; display: inline-flex; justify-content: center; align-items: center; gap: 6px; width: 100%; min-height: 28px; padding: 4px 12px; border: 0; border-radius: 8px; font: 550 12px/16px Inter, system-ui, sans-serif; text-decoration: none; cursor: pointer; ${colors}; ${isCritical ? critical : ''} }
     [disabled], [aria-busy=true] { opacity: .5; cursor: default }
     :focus-visible { outline: 2px solid #005bd3; outline-offset: 1px }`,
    markupOf(host),
  )
  setUp(host, root)
}

function drawClickable(host: PolarisElement, root: ShadowRoot): void {
  const style =
    ':host { display: block } button, a { display: block; width: 100%; padding: 0; border: 0; background: none; font: inherit; color: inherit; text-align: start; text-decoration: none; cursor: pointer }'
  fill(root, style, markupOf(host))
  setUp(host, root)
}

function drawLink(host: PolarisElement, root: ShadowRoot): void {
  const style =
    ':host { display: inline } button, a { padding: 0; border: 0; background: none; font: inherit; color: #005bd3; text-decoration: underline; cursor: pointer }'
  fill(root, style, markupOf(host))
  setUp(host, root)
}

function markupOf(host: PolarisElement): string {
  return host.text('href') ? '<a><slot></slot></a>' : '<button type="button"><slot></slot></button>'
}

function setUp(host: PolarisElement, root: ShadowRoot): void {
  const label = host.text('accessibilityLabel')
  const [button, link] = [root.querySelector('button'), root.querySelector('a')]
  if (label) (button ?? link)?.setAttribute('aria-label', label)
  if (button) {
    button.disabled = host.flag('disabled')
    button.ariaBusy = String(host.flag('loading'))
  }
  if (!link) return
  link.href = host.text('href')
  if (host.text('target') && host.text('target') !== 'auto') link.target = host.text('target')
  if (link.target === '_blank') link.rel = 'noopener'
}
