/** What a phone's screen is told; the server makes it, the page draws it. */
export interface PhonesView {
  /** Milliseconds since 1970, by the fake's clock. */
  now: number
  phones: PhoneView[]
}

export interface PhoneView {
  id: string
  name: string
  number: string
  on: boolean
  receipts: boolean
  chats: ChatView[]
}

export interface ChatView {
  /** Of the number or page. */
  id: string
  app: 'whatsapp' | 'messenger'
  name: string
  /** The number as it is shown, or the page's address. */
  address: string
  /** Digits or username: what a link to this chat names. */
  link: string
  about: string | undefined
  typing: boolean
  blocked: boolean
  unread: number
  /** Until when the business may answer freely; undefined where it may not. */
  windowClosesAt: number | undefined
  messages: MessageView[]
}

export interface MessageView {
  id: string
  mine: boolean
  at: number
  text: string
  header: string | undefined
  footer: string | undefined
  quote: { mine: boolean; text: string } | undefined
  file: FileView | undefined
  buttons: ButtonView[]
  list: { button: string; sections: { title: string | undefined; rows: RowView[] }[] } | undefined
  reactions: string[]
  progress: 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed'
  revoked: boolean
  edited: boolean
}

export interface FileView {
  kind: 'image' | 'video' | 'audio' | 'document' | 'sticker'
  url: string
  name: string | undefined
  voice: boolean
  /** A voice note above 512 KB shows a download arrow instead of a play button. */
  plays: boolean
}

export interface ButtonView {
  title: string
  /** Where it leads; a tap answers otherwise. */
  url: string | undefined
}

export interface RowView {
  title: string
  description: string | undefined
}
