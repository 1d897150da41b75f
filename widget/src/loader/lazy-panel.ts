import type { Embed, MountPanel, OpenOptions, PanelHandle } from '../host.ts'

/** Loads a part that lies beside the loader. */
export type LoadPart = (file: string) => Promise<unknown>

/** The panel, loaded once, and only when somebody means to use it. */
export interface LazyPanel {
  /** Loads it, or tries again after a failure. It stays closed. */
  load(): Promise<PanelHandle>
  open(options: OpenOptions): void
  /** Does something with it where it is loaded, or loading, already. */
  tell(work: (panel: PanelHandle) => unknown): void
  /** Says who the shopper is: now, or when the panel comes. */
  identify(token: string): void
  /** What it was last said with. */
  token(): string | undefined
}

/** @param embed rejects where the widget may not show */
export function createLazyPanel(
  element: HTMLElement,
  embed: Promise<Embed>,
  loadPart: LoadPart,
): LazyPanel {
  let token: string | undefined
  let loading: Promise<PanelHandle> | undefined
  let again = ''

  async function mount(): Promise<PanelHandle> {
    try {
      const host = await embed
      const part = await loadPart(`panel-${host.config.language}.js${again}`)
      const panel = (part as { mountPanel: MountPanel }).mountPanel(host)
      if (token) void panel.identify(token)
      return panel
    } catch (error) {
      loading = undefined
      // Some browsers remember that an address failed, so the next attempt gets another one.
      again += '?'
      throw error
    }
  }

  function load(): Promise<PanelHandle> {
    loading ??= mount()
    return loading
  }

  function tell(work: (panel: PanelHandle) => unknown): void {
    loading?.then(work).catch(() => {})
  }

  return {
    load,
    tell,
    open(options) {
      const rest = () => element.removeAttribute('data-busy')
      element.setAttribute('data-busy', '')
      load()
        .then((panel) => panel.open(options))
        .then(rest, rest)
    },
    token: () => token,
    identify(next) {
      token = next
      tell((panel) => panel.identify(next))
    },
  }
}
