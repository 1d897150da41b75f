/** What `loods(name, …)` can be told, by name. */
export type Commands = Record<string, (...args: never[]) => unknown>

/** Whether the page runs a widget already; the stub that only queues has no version. */
export function isInstalled(): boolean {
  return Boolean(window.loods?.v)
}

/** Puts `window.loods` in place and does what the page asked before. It never throws into the page. */
export function installApi(commands: Commands): void {
  const waiting = window.loods?.q ?? []
  const api = (name: string, ...args: unknown[]) => {
    try {
      const command = commands[name] as (...args: unknown[]) => unknown
      command(...args)
    } catch {
      console.warn('loods cannot', name, ...args)
      // An unknown name is told once.
      commands[name] ??= () => {}
    }
  }
  api.v = 1
  window.loods = api
  for (const call of waiting) api(...(call as [string]))
}
