import type { Look } from '@loods/protocol'
import { addStyles } from '../embed/styles.ts'
import type { Embed } from '../host.ts'
import { promptTexts } from '../i18n/prompt.ts'
import styles from './prompt.css'

export interface Prompt {
  text: string
  /** Who says it; the shop where nobody is named. */
  from: string | undefined
  accept(): void
  dismiss(): void
}

/** What this part exports: `showPrompt`. */
export type ShowPrompt = (embed: Embed, space: HTMLElement, prompt: Prompt) => void

/**
 * Shows the card beside the launcher; it never takes the focus.
 * @param space was in the page before there was a prompt, so that a screen reader hears it come
 */
export const showPrompt: ShowPrompt = ({ config, root }, space, prompt) => {
  const { text, from, accept, dismiss } = prompt
  const texts = promptTexts[config.language]
  const { side, theme } = config.look
  const shop = config.site.name
  const close = button('×', dismiss)
  close.ariaLabel = texts.close
  const face = make('i', [...(from ?? shop)][0]?.toUpperCase() ?? '')
  face.ariaHidden = 'true'
  const name = make('span', from ? texts.from(from, shop) : shop)
  const card = make(
    'div',
    make('header', face, name, close),
    make('p', text),
    button(texts.start, accept),
  )
  card.className = `prompt ${side} ${isDark(theme) ? 'dark' : ''}`
  card.onkeydown = ({ key }) => key === 'Escape' && dismiss()
  addStyles(root, styles)
  space.replaceChildren(card)
}

function isDark(theme: Look['theme']): boolean {
  return theme === 'auto' ? matchMedia('(prefers-color-scheme:dark)').matches : theme === 'dark'
}

function button(label: string, press: () => void): HTMLButtonElement {
  const made = make('button', label)
  made.onclick = press
  return made
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  made.append(...content)
  return made
}
