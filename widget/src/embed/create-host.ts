import type { Embed, Host } from '../host.ts'
import { emit, listen } from './events.ts'
import { pageContext, readPage } from './page.ts'
import { seePage } from './see-page.ts'
import { toShopContext } from './shop-context.ts'
import { addStyles } from './styles.ts'

/** Makes of what the loader holds what the panel works with. Nothing of it loads with a page. */
export function createHost(embed: Embed): Host {
  const { config, element, launcher, root, said } = embed
  let badge: Promise<(count: number) => void> | undefined

  /** Comes with the first number there is to show. */
  async function loadBadge(): Promise<(count: number) => void> {
    const { createBadge, css } = await import('./badge.ts')
    addStyles(root, css)
    return createBadge(launcher, config.language)
  }

  return {
    ...embed,
    language: config.language,
    now: (more) => seePage(embed, more),
    addStyles: (css) => addStyles(root, css),
    context: () => ({
      ...pageContext(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      shop: toShopContext([readPage(), ...said]),
    }),
    emit: (event, detail) => emit(element, event, detail),
    on: (event, listener) => listen(element, event, listener),
    setUnread(count) {
      if (count > 0) badge ??= loadBadge()
      badge?.then((show) => show(count)).catch(() => {})
      emit(element, 'unread', count)
    },
    setOpen(open) {
      const focused = root.activeElement
      embed.opened = true
      element.toggleAttribute('data-open', open)
      if (!open && focused) launcher.focus()
      emit(element, open ? 'open' : 'close')
    },
  }
}
