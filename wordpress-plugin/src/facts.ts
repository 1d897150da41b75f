/** What PHP tells the page's script. */
export interface AdminFacts {
  /** Address of the relay, without a slash at its end. */
  relay: string
  siteKey: string
  siteId: string
  /** Address of the inbox in this admin panel. */
  inboxUrl: string
  /** Address of the widget's script. */
  loader: string
  /** Whether a consent tool can speak to the chat. */
  consentApi: boolean
  /** Names of the shop's roles, by role. */
  roles: Record<string, string>
  language: 'nl' | 'en'
  /** Folder of the inbox app, with a slash at its end. */
  inbox: string
  shopName: string
  email: string
  shopUrl: string
  mayManage: boolean
  /** Whether this shop has orders and this member may see them. */
  orders?: boolean
  /** True on the pages of a whole network of sites. */
  network: boolean
  /** True when the shop's address is another than the one it was linked with. */
  moved: boolean
  /** The address it was linked with. */
  oldUrl: string
  /** True while whoever runs the chat server has not said yet whether the shop may come in. */
  waiting: boolean
}

declare global {
  interface Window {
    loodsAdmin: AdminFacts
  }
}

export const facts: AdminFacts = window.loodsAdmin
