/** The admin's side: shows what the app asks it to show, and asks the fake for the rest. */
import type { ShellConfig } from '../shell-page.ts'
import type { NavItem, TitleBar, ToApp, ToShell } from './messages.ts'

const config = JSON.parse(document.getElementById('config')?.textContent ?? '') as ShellConfig
const frame = element<HTMLIFrameElement>('iframe')

function element<T extends HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector)
  if (!found) throw new Error(`the shell has no ${selector}`)
  return found
}

function post(message: ToApp): void {
  frame.contentWindow?.postMessage(message, config.appOrigin)
}

function tellApp(what: string, result: object = {}): void {
  post({ appBridge: 'event', what, result })
}

async function askFake<T>(what: string, args: object): Promise<T> {
  const response = await fetch(`${config.ask}/${what}?staff=${config.staff}`, {
    method: 'POST',
    body: JSON.stringify(args),
  })
  const answer = (await response.json()) as T & { error?: string }
  if (!response.ok) throw new Error(answer.error)
  return answer
}

addEventListener('message', ({ data, source, origin }: MessageEvent<ToShell>) => {
  if (source !== frame.contentWindow || origin !== config.appOrigin) return
  if (data?.appBridge === 'tell') TOLD[data.what]?.(data.args as never)
  if (data?.appBridge === 'ask') void answer(data)
})

async function answer({ id, what, args }: ToShell): Promise<void> {
  const told = { appBridge: 'answer' as const, ...(id !== undefined && { id }) }
  try {
    const result = await (what === 'requestScopes' ? request(args as Wanted) : ask(what, args))
    post({ ...told, result })
  } catch (error) {
    post({ ...told, error: String(error) })
  }
}

function ask(what: string, args: unknown): Promise<unknown> {
  return what === 'leaveConfirmation' ? Promise.resolve() : askFake(what, args as object)
}

interface Wanted {
  scopes: string[]
}

interface Detail {
  granted: string[]
}

/** The dialog in which the merchant grants more; what is granted already needs none. */
async function request({ scopes }: Wanted): Promise<object> {
  const detail = await askFake<Detail>('queryScopes', {})
  const missing = scopes.filter((it) => !detail.granted.includes(it))
  if (missing.length === 0) return { result: 'granted-all', detail }
  if (!(await isAllowed(missing))) return { result: 'declined-all', detail }
  return { result: 'granted-all', detail: await askFake('grantScopes', { scopes: missing }) }
}

function isAllowed(scopes: string[]): Promise<boolean> {
  const dialog = element<HTMLDialogElement>('[data-grant]')
  const list = element('[data-grant] ul')
  list.replaceChildren(...scopes.map((scope) => textElement('li', scope)))
  dialog.showModal()
  return new Promise((resolve) => {
    const decide = (isYes: boolean) => () => {
      dialog.close()
      resolve(isYes)
    }
    element('[data-allow]').onclick = decide(true)
    element('[data-decline]').onclick = decide(false)
    dialog.oncancel = () => resolve(false)
  })
}

const TOLD: Record<string, (args: never) => void> = {
  show({ nav, titleBar }: { nav: NavItem[]; titleBar: TitleBar }) {
    element('[data-title]').textContent = titleBar.title || config.appName
    document.title = titleBar.title
    element('[data-nav]').replaceChildren(...nav.filter(({ isHome }) => !isHome).map(navLink))
    const home = nav.find(({ isHome }) => isHome)
    element('[data-home]').onclick = home ? navigating(home.href) : null
    element('[data-actions]').replaceChildren(...titleBar.actions.map(actionButton))
  },
  toast({ id, message, isError, duration }: Toast) {
    const toast = textElement('div', message)
    toast.className = isError ? 'toast error' : 'toast'
    toast.id = `toast-${id}`
    element('[data-toasts]').append(toast)
    setTimeout(() => toast.remove(), duration)
  },
  hideToast({ id }: { id: string }) {
    document.getElementById(`toast-${id}`)?.remove()
  },
  loading({ isLoading }: { isLoading: boolean }) {
    element('[data-progress]').hidden = !isLoading
  },
  saveBar({ isShown }: { isShown: boolean }) {
    element('[data-save]').hidden = !isShown
  },
  history({ path }: { path: string }) {
    history.replaceState(null, '', `${config.base}${path}${location.search}`)
  },
}

interface Toast {
  id: string
  message: string
  isError: boolean
  duration: number
}

function navLink({ label, href }: NavItem): HTMLElement {
  const link = textElement('a', label)
  link.className = 'inner'
  link.setAttribute('href', href)
  link.onclick = navigating(href)
  return link
}

function navigating(href: string) {
  return (event: Event): void => {
    event.preventDefault()
    tellApp('navigate', { href })
  }
}

function actionButton(label: string, index: number): HTMLElement {
  const button = textElement('button', label)
  button.onclick = () => tellApp('action', { index })
  return button
}

function textElement(name: string, text: string): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

element('[data-keep]').onclick = () => tellApp('save')
element('[data-discard]').onclick = () => tellApp('discard')
