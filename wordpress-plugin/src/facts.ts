/** What PHP tells the page's script. */
export interface AdminFacts {
  /** Address of the relay, without a slash at its end. */
  relay: string
  siteKey: string
  language: 'nl' | 'en'
  /** Folder of the inbox app, with a slash at its end. */
  inbox: string
  shopName: string
  email: string
  shopUrl: string
  mayManage: boolean
  /** True when the shop's address is another than the one it was linked with. */
  moved: boolean
}

declare global {
  interface Window {
    loodsAdmin: AdminFacts
  }
}

export const facts: AdminFacts = window.loodsAdmin
