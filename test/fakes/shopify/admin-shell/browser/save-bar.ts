import type { Link } from './link.ts'

/**
 * The save bar of a form with `data-save-bar`, or of `ui-save-bar`: shown in the admin while something
 * is changed; its buttons submit and reset.
 */
export function createSaveBar(page: Window, link: Link) {
  let shownId: string | undefined

  function set(id: string | undefined): Promise<void> {
    shownId = id
    link.tell('saveBar', { isShown: id !== undefined })
    return Promise.resolve()
  }

  const formOf = (target: EventTarget | null): HTMLFormElement | undefined =>
    (target instanceof Element && target.closest<HTMLFormElement>('form[data-save-bar]')) ||
    undefined
  for (const name of ['input', 'change']) {
    page.document.addEventListener(name, ({ target }) => {
      const form = formOf(target)
      if (form) void set(form.id || 'form')
    })
  }
  for (const name of ['submit', 'reset']) {
    page.document.addEventListener(name, ({ target }) => {
      if (formOf(target)) void set(undefined)
    })
  }

  return {
    api: {
      show: (id: string) => set(id),
      hide: () => set(undefined),
      toggle: (id: string) => set(shownId === id ? undefined : id),
      leaveConfirmation: () =>
        shownId === undefined ? Promise.resolve() : link.ask<void>('leaveConfirmation'),
    },
    /** The merchant pressed one of the bar's buttons. */
    press(button: 'save' | 'discard') {
      const form = page.document.querySelector<HTMLFormElement>('form[data-save-bar]')
      const bar = page.document.querySelector('ui-save-bar')
      const own = bar?.querySelectorAll<HTMLElement>('button') ?? []
      const pressed = [...own].find((it) => isSave(it) === (button === 'save'))
      if (pressed) pressed.click()
      else if (button === 'save') form?.requestSubmit()
      else form?.reset()
    },
  }
}

function isSave(button: HTMLElement): boolean {
  return button.getAttribute('variant') === 'primary'
}
