import type { WidgetConfig } from '@loods/protocol'
import type { LoodsContext } from '../../types/index.d.ts'
import { emit } from '../embed/events.ts'
import { addStyles } from '../embed/styles.ts'
import type { Embed, HostEvent, MountTriggers } from '../host.ts'
import { type Commands, installApi } from './api.ts'
import { keepAttached } from './attach.ts'
import styles from './launcher.css'
import { applyLook, createLauncher } from './launcher.ts'
import { createLazyPanel, type LazyPanel } from './lazy-panel.ts'
import { onNavigation } from './navigation.ts'
import { afterSettled } from './settle.ts'
import type { Tag } from './tag.ts'

/** Runs the widget of one site on this page. Where the relay does not answer, nothing ever shows. */
export function startWidget({ siteKey, relay, src }: Tag): void {
  const element = document.createElement('loods-chat')
  const said: LoodsContext[] = []
  const loadPart = (file: string) => import(src.replace('loader.js', file))
  const embed = loadConfig().then(draw)
  const panel = createLazyPanel(element, embed, loadPart)

  async function loadConfig(): Promise<WidgetConfig> {
    const response = await fetch(`${relay}/widget/v1/${siteKey}/config?lang=${pageLanguage()}`)
    return response.json()
  }

  /** @throws on a refusal, which has no look */
  function draw(config: WidgetConfig): Embed {
    const root = element.attachShadow({ mode: 'open' })
    const launcher = createLauncher(config)
    launcher.onpointerenter = launcher.onfocus = () => panel.load().catch(() => {})
    launcher.onclick = () => panel.open({ focus: true })
    addStyles(root, styles)
    applyLook(element, config)
    root.append(launcher)
    keepAttached(element)
    return { relay, siteKey, config, element, root, launcher, said, openPanel: panel.open }
  }

  /** The panel for whoever has a conversation, else the triggers there are. */
  async function loadMore(embed: Embed): Promise<void> {
    if (localStorage.getItem(`loods.${siteKey}`)) await panel.load()
    else if (embed.config.triggers.length > 0) {
      const { mountTriggers } = (await loadPart('triggers.js')) as { mountTriggers: MountTriggers }
      mountTriggers(embed)
    }
  }

  embed
    .then((embed) => afterSettled().then(() => loadMore(embed)))
    // Storage, network or the relay refuse: the launcher does without, or nothing shows.
    .catch(() => {})
  onNavigation(() => emit(element, 'page'))
  installApi(commandsOf(element, panel, said))
}

/** What `loods(…)` does, by its first word. */
function commandsOf(element: HTMLElement, panel: LazyPanel, said: LoodsContext[]): Commands {
  const close = () => panel.tell((panel) => panel.close())
  // A page may ask to open without the shopper having done anything; then nothing takes the focus.
  const open = () => panel.open({ focus: navigator.userActivation?.isActive ?? true })
  return {
    open,
    close,
    toggle: () => (element.hasAttribute('data-open') ? close() : open()),
    hide: () => element.toggleAttribute('hidden', true),
    show: () => element.toggleAttribute('hidden', false),
    identify: panel.identify,
    context(given: LoodsContext) {
      said.push(given)
      panel.tell((panel) => panel.contextChanged())
    },
    on: (event: HostEvent, listener: EventListener) => element.addEventListener(event, listener),
    off: (event: HostEvent, listener: EventListener) =>
      element.removeEventListener(event, listener),
    track: (name: string, data: unknown) => emit(element, 'track', { name, data }),
  }
}

/** Two letters: the page's own language, or else the browser's. */
function pageLanguage(): string {
  return (document.documentElement.lang || navigator.language).slice(0, 2)
}
