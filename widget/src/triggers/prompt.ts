import type { WidgetTrigger } from '@loods/protocol/manners'
import { fillPrompt, type PromptVariables, promptVariables } from '@loods/protocol/prompt-text'
import { emit } from '../embed/events.ts'
import { initials } from '../embed/initials.ts'
import { isDark } from '../embed/is-dark.ts'
import { readPage } from '../embed/page.ts'
import { addStyles } from '../embed/styles.ts'
import type { Embed } from '../host.ts'
import { promptTexts } from '../i18n/prompt.ts'
import { focused } from './moment.ts'
import styles from './prompt.css'

/** Pixels: of the card with its room at the side, and of the launcher with the room above both. */
const WIDTH = 308
const ABOVE = 88
/** Pixels of a window in which a card is nearly as wide as the page. */
const PHONE = 600

/** What this part exports: `showPrompt`. */
export type ShowPrompt = (
  embed: Embed,
  space: HTMLElement,
  /** In the words this visit gets; `variant` names them. */
  trigger: WidgetTrigger & { variant?: number | undefined },
  /** Who says it; the shop where nobody is named. */
  from: string | undefined,
  /** The shopper took it up, or sent it away. */
  acted: (taken: boolean) => void,
) => void

/**
 * Shows the card beside the launcher; it never takes the focus.
 * @param space was in the page before there was a prompt, so that a screen reader hears it come
 */
export const showPrompt: ShowPrompt = (embed, space, trigger, from, acted) => {
  const { config, element, launcher, root } = embed
  const { id: triggerId, variant, replies = [] } = trigger
  const text = fillPrompt(trigger.text, known(embed))
  const texts = promptTexts[config.language]
  const { side, theme, offsetX, offsetY } = config.look
  const shop = config.site.name

  function dismiss(): void {
    if (root.activeElement) launcher.focus()
    acted(false)
  }

  /** Escape is ours in the prompt, and where nothing of the page has the focus. */
  function pressed({ key, defaultPrevented }: KeyboardEvent): void {
    if (!card.isConnected) removeEventListener('keydown', pressed)
    else if (key === 'Escape' && !defaultPrevented && isOurs(focused())) dismiss()
  }

  const isOurs = (focused: Element) => card.contains(focused) || focused === document.body

  const accept = (say?: string) => () => {
    acted(true)
    embed.openPanel({ focus: true, prompt: { triggerId, variant, text }, ...(say && { say }) })
  }

  const close = button('×', dismiss)
  close.ariaLabel = texts.close
  const face = make('i', initials(from ?? shop))
  face.ariaHidden = 'true'
  const name = make('span', from ? texts.from(from, shop) : shop)
  const card = make(
    'div',
    make('header', face, name, close),
    make('p', text),
    make(
      'div',
      ...replies.map((reply) => button(reply, accept(reply))),
      button(texts.start, accept()),
    ),
  )
  card.lang = config.language
  card.className = `prompt ${side} ${isDark(theme) ? 'dark' : ''}`
  // However far the launcher stands from the edges, the card stays in the window and leaves most of it free.
  card.style[side] = `min(0px, 100vw - ${WIDTH + offsetX}px)`
  const share = innerWidth < PHONE ? 38 : 100
  card.style.maxHeight = `min(${share}vh, 100vh - ${ABOVE + offsetY}px)`
  addEventListener('keydown', pressed)
  addStyles(root, styles)
  space.replaceChildren(card)
  emit(element, 'prompt', { triggerId })
}

/** What may stand in the text: the page's own words, and the name in the token its shop signed. */
function known({ config, said, token }: Embed): PromptVariables {
  const shop = Object.assign({}, readPage(), ...said)
  return { ...promptVariables(shop, config.language), name: nameIn(token()) }
}

function nameIn(token = ''): string {
  try {
    const part = atob(token.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '')
    const bytes = Uint8Array.from(part, (one) => one.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes)).name ?? ''
  } catch {
    return ''
  }
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
