import type { Look, RESUME_FRAGMENT, WidgetConfig } from '@loods/protocol'
import type { DOCTOR_FRAGMENT } from '@loods/protocol/diagnosis'
import type { LoodsContext } from '../../types/index.d.ts'
import { emit } from '../embed/events.ts'
import { addStyles } from '../embed/styles.ts'
import type { Embed, FollowVisit, ShowBeside, Tracked } from '../host.ts'
import { type Commands, installApi } from './api.ts'
import { keepAttached } from './attach.ts'
import styles from './launcher.css'
import { applyLook, createLauncher } from './launcher.ts'
import { createLazyPanel, type LazyPanel } from './lazy-panel.ts'
import { onNavigation } from './navigation.ts'
import { whenSettled } from './settle.ts'
import type { Tag } from './tag.ts'

/** How the address of a mail's link ends, before its code. */
const RESUME: `#${typeof RESUME_FRAGMENT}=` = '#loods-resume='

/** How the address ends with which a merchant tests triggers, also where there are none. */
const DOCTOR: `#${typeof DOCTOR_FRAGMENT}` = '#loods-doctor'

/** Runs the widget of one site on this page. Where the relay does not answer, nothing ever shows. */
export function startWidget({ siteKey, relay, src, side }: Tag): void {
  const element = document.createElement('loods-chat')
  const said: LoodsContext[] = []
  const tracked: Tracked[] = []
  const loadPart = (file: string) => import(src.replace('loader.js', file))
  const embed = ask<WidgetConfig>(`config?lang=${pageLanguage()}`).then(draw)
  const panel = createLazyPanel(element, embed, loadPart)

  /** Asks the relay about this site: no cookie, no preflight. @throws what it refused with */
  async function ask<Answer>(question: string, body?: unknown): Promise<Answer> {
    const response = await fetch(
      `${relay}/widget/v1/${siteKey}/${question}`,
      // Also the last one of a page arrives.
      body ? { method: 'POST', body: JSON.stringify(body), keepalive: true } : undefined,
    )
    if (!response.ok) throw response
    return response.json()
  }

  function draw(config: WidgetConfig): Embed {
    const root = element.attachShadow({ mode: 'open' })
    if (side) config.look.side = side as Look['side']
    const launcher = createLauncher(config)
    launcher.onpointerenter = launcher.onfocus = () => panel.load().catch(ignore)
    launcher.onclick = () => panel.open({ focus: true })
    addStyles(root, styles)
    applyLook(element, config)
    root.append(launcher)
    keepAttached(element)
    const { open: openPanel, token } = panel
    return {
      relay,
      siteKey,
      config,
      element,
      root,
      launcher,
      said,
      tracked,
      token,
      ask,
      loadPart,
      openPanel,
    }
  }

  /** What follows the visit, with triggers where there are any, and the panel for whoever has a conversation. */
  async function loadMore(embed: Embed): Promise<void> {
    // First, because what it waits for comes with the visit.
    if (embed.config.elsewhere)
      await loadPart('beside.js').then(
        (part) => (part as { showBeside: ShowBeside }).showBeside(embed),
        ignore,
      )
    loadPart(embed.config.triggers[0] || location.hash === DOCTOR ? 'triggers.js' : 'visit.js')
      .then((part) => (part as { followVisit: FollowVisit }).followVisit(embed))
      .catch(ignore)
    if (localStorage[`loods.${siteKey}`]) await panel.load()
  }

  installApi(commandsOf({ element, panel, said, tracked }))
  // Storage, network or the relay refuse: the launcher does without, or nothing shows.
  embed.then((embed) => {
    // The panel redeems the link of a mail as soon as it is here.
    if (location.hash.startsWith(RESUME)) panel.load().catch(ignore)
    onNavigation(() => emit(element, 'page'))
    whenSettled(() => void loadMore(embed).catch(ignore))
  }, ignore)
}

/** What the page's calls end in. */
interface Told extends Pick<Embed, 'element' | 'said' | 'tracked'> {
  panel: LazyPanel
}

/** What `loods(…)` does, by its first word. */
function commandsOf({ element, panel, said, tracked }: Told): Commands {
  const close = () => panel.tell((panel) => panel.close())
  // A page may ask to open without the shopper having done anything; then nothing takes the focus.
  const open = () => panel.open({ focus: navigator.userActivation?.isActive ?? true })
  const track = (name: string, data: unknown) => {
    tracked.push({ name, data, at: performance.now() })
    emit(element, 'track', { name, data })
  }
  return {
    open,
    close,
    toggle: () => (element.hasAttribute('data-open') ? close() : open()),
    hide() {
      element.hidden = true
    },
    show() {
      element.hidden = false
    },
    identify: panel.identify,
    context(given: LoodsContext) {
      said.push(given)
      panel.tell((panel) => panel.contextChanged())
    },
    on: element.addEventListener.bind(element),
    off: element.removeEventListener.bind(element),
    track,
    order: (reference: string) => track('order', reference),
    consent: (given: boolean) => track('consent', given),
  }
}

/** Two letters: the page's own language, or else the browser's. */
function pageLanguage(): string {
  return (document.documentElement.lang || navigator.language).slice(0, 2)
}

function ignore(): void {}
