import { define, fill, PolarisElement, write } from './element.ts'

/** `s-modal` and `s-popover`: hidden until asked for. */
class OverlayElement extends PolarisElement {
  get dialog(): HTMLDialogElement | null {
    return this.root.querySelector('dialog')
  }

  showOverlay(): void {
    const { dialog } = this
    if (!dialog || dialog.open) return
    dialog.showModal()
    this.tell('show', 'aftershow')
  }

  hideOverlay(): void {
    const { dialog } = this
    if (!dialog?.open) return
    dialog.close()
    this.tell('hide', 'afterhide')
  }

  toggleOverlay(): void {
    if (this.dialog?.open) this.hideOverlay()
    else this.showOverlay()
  }

  /** A change of what it says leaves it open. */
  override redraw(): void {
    const isOpen = this.dialog?.open ?? false
    super.redraw()
    const { dialog } = this
    dialog?.addEventListener('cancel', () => this.tell('hide', 'afterhide'))
    this.root.querySelector('button')?.addEventListener('click', () => this.hideOverlay())
    if (isOpen) dialog?.showModal()
  }

  private tell(...names: string[]): void {
    for (const name of names) this.dispatchEvent(new Event(name))
  }
}

export function defineModal(): void {
  const text = ['heading', 'accessibilityLabel', 'size', 'padding']
  define('s-modal', { text, draw: drawModal }, OverlayElement)
  define('s-popover', { text, draw: drawModal }, OverlayElement)
}

function drawModal(host: PolarisElement, root: ShadowRoot): void {
  fill(
    root,
    `dialog { width: min(620px, calc(100vw - 32px)); box-sizing: border-box; padding: 0; border: 0; border-radius: 16px; color: #303030; font: 13px/20px Inter, system-ui, sans-serif }
     dialog::backdrop { background: #000a }
     header { display: flex; padding: 12px 16px; background: #f3f3f3 } h2 { flex: 1; margin: 0; font-size: 14px }
     header button { border: 0; background: none; cursor: pointer }
     .content { padding: ${host.text('padding') === 'none' ? 0 : 16}px }
     footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px }`,
    `<dialog><header><h2 data-heading></h2><button aria-label="Close">✕</button></header>
     <div class="content"><slot></slot></div>
     <footer><slot name="secondary-actions"></slot><slot name="primary-action"></slot></footer></dialog>`,
  )
  write(root, 'heading', host.text('heading'))
  const label = host.text('accessibilityLabel') || host.text('heading')
  root.querySelector('dialog')?.setAttribute('aria-label', label)
}
