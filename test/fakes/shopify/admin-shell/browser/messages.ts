/** What app and admin tell each other across the frame. */
export interface ToShell {
  appBridge: 'ask' | 'tell'
  /** Of what is asked; the answer has the same. */
  id?: number
  what: string
  args: unknown
}

export interface ToApp {
  appBridge: 'answer' | 'event'
  id?: number
  /** Of an event. */
  what?: string
  result?: unknown
  error?: string
}

/** An entry of the app's menu in the admin. */
export interface NavItem {
  label: string
  href: string
  isHome: boolean
}

/** What a title bar holds: its buttons are clicked by their place. */
export interface TitleBar {
  title: string
  actions: string[]
}
