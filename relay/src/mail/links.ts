import { RESUME_FRAGMENT } from '@loods/protocol'

/**
 * Addresses the relay writes into mails. Their base is PUBLIC_URL and nothing a request says (T83);
 * only `thread` may lead to a page of the shop, of an origin the shop itself has named.
 */
export interface Links {
  /** The fragment never reaches a server's log or another page's referrer. */
  invitation(token: string): string
  reset(token: string): string
  signUp(token: string): string
  email(token: string): string
  inbox(): string
  conversation(siteId: string, conversationId: string): string
  channels(siteId: string): string
  /**
   * The shopper's way back into the own thread.
   * @param page of the shop (see returnPage); without one it is the relay's own for the shop's chat
   */
  thread(siteKey: string, code: string, page?: string): string
}

export function createLinks(publicUrl: string): Links {
  const inbox = `${publicUrl}/inbox`
  return {
    invitation: (token) => `${inbox}#invitation=${token}`,
    reset: (token) => `${inbox}#reset=${token}`,
    signUp: (token) => `${inbox}#sign-up=${token}`,
    email: (token) => `${inbox}#email=${token}`,
    inbox: () => inbox,
    conversation: (siteId, conversationId) => `${inbox}#/${siteId}/c/${conversationId}`,
    channels: (siteId) => `${inbox}#/${siteId}/settings/channels`,
    thread: (siteKey, code, page = `${publicUrl}/chat/${siteKey}`) =>
      `${page}#${RESUME_FRAGMENT}=${code}`,
  }
}
