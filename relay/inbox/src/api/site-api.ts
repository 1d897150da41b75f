import type {
  AvailabilityState,
  CannedRepliesAnswer,
  CannedReply,
  Card,
  Contact,
  ContactChange,
  Conversation,
  ConversationChange,
  CouponsAnswer,
  Device,
  FailedDeliveriesAnswer,
  FailedDelivery,
  HistoryAnswer,
  Language,
  ListAnswer,
  LiveVisit,
  MeAnswer,
  Message,
  NotificationSettings,
  OrdersAnswer,
  OrdersQuery,
  PageDetail,
  PageRef,
  PagesAnswer,
  PagesReport,
  ProductsAnswer,
  ProposalsReport,
  SearchAnswer,
  SearchResult,
  SendAnswer,
  ShownOrder,
  SiteAnswer,
  SiteSettings,
  SiteSettingsChange,
  StreamEvent,
  Tag,
  TagsAnswer,
  Template,
  TemplatesAnswer,
  TemplateUse,
  Trigger,
  WaitingAnswer,
  WidgetSeenAnswer,
} from '@loods/protocol'
import type { Api } from './client.ts'

/** Which conversations a list shows. */
export type View = 'waiting' | 'mine' | 'unassigned' | 'all' | 'closed'

export interface Reply {
  cid: string
  text?: string
  fileId?: string
  note?: boolean
  /** Members a note calls, by id. */
  mentions?: string[]
  card?: Card
  /** The message it answers, where the channel shows that. */
  quoteSeq?: number
  /** A template of the channel's, and nothing else. */
  template?: TemplateUse
}

export interface Seen {
  delivered?: number
  read?: number
}

/** One answer of the long poll, for networks that block WebSocket. */
export interface PollAnswer {
  events: StreamEvent[]
  cursor: string
  reset: boolean
}

/** What the inbox asks the relay about one shop. Every method @throws ApiError. */
export interface SiteApi {
  site(): Promise<SiteAnswer>
  list(view: View, before?: string): Promise<ListAnswer>
  conversation(id: string): Promise<Conversation>
  history(id: string, before?: number): Promise<HistoryAnswer>
  reply(id: string, reply: Reply): Promise<SendAnswer>
  seen(id: string, seen: Seen): Promise<void>
  /** @returns the conversation as it now is */
  change(id: string, change: ConversationChange): Promise<Conversation>
  /** Corrects an own message. @returns the message as it now is */
  correct(id: string, messageId: string, text: string): Promise<Message>
  /** Takes an own message back. */
  withdraw(id: string, messageId: string): Promise<Message>
  /** Sends what did not arrive on its channel again. */
  retryMessage(id: string, messageId: string): Promise<void>
  /** An empty emoji takes the reaction back. */
  react(id: string, messageId: string, emoji: string): Promise<void>
  /** What may be sent on a channel while no free answer may be. */
  templates(channelId: string): Promise<Template[]>
  /** The whole conversation as a text file. */
  transcript(id: string, language: Language): Promise<Response>
  /** Pages since the conversation began, newest first. */
  pages(id: string): Promise<PageRef[]>
  /** Other conversations of the same contact. */
  conversationsOf(contactId: string): Promise<Conversation[]>
  changeContact(contactId: string, change: ContactChange): Promise<Contact>
  /** Everything kept of somebody, as a file. */
  exportContact(contactId: string, format: 'json' | 'text'): Promise<Blob>
  /** Erases somebody and everything said with them, for good. */
  eraseContact(contactId: string): Promise<void>
  /** Who looks around the shop now. */
  visits(): Promise<LiveVisit[]>
  /** Says something to a visit that has no conversation, once. */
  invite(visitId: string, text: string): Promise<void>
  /** What visits the shop's pages lose. */
  pagesReport(days: number): Promise<PagesReport>
  pageDetail(pageId: number, days: number, device: Device): Promise<PageDetail>
  /** The report as a table for a spreadsheet. */
  pagesCsv(days: number): Promise<Blob>
  /** Where help could be offered next, and what became of it. */
  proposals(): Promise<ProposalsReport>
  /** Makes it a trigger that is on. */
  acceptProposal(id: string): Promise<Trigger>
  dismissProposal(id: string): Promise<void>
  /** Takes back what was decided. */
  undoProposal(id: string): Promise<void>
  /** Only what is named changes. */
  saveSettings(change: SiteSettingsChange): Promise<SiteSettings>
  /** Where the widget ran last. */
  widgetSeen(): Promise<WidgetSeenAnswer>
  tags(): Promise<Tag[]>
  cannedReplies(): Promise<CannedReply[]>
  search(words: string, signal: AbortSignal): Promise<SearchResult[]>
  /** Has the shop mail a code to an order's address, for the shopper to type. */
  askOrder(id: string, number: string): Promise<void>
  /** Orders the shop's own software gives to the relay. */
  orders(of: OrdersQuery): Promise<ShownOrder[]>
  /** What the shop's own server knows; the newest without words. */
  products(words: string, signal: AbortSignal): Promise<Card[]>
  coupons(words: string, signal: AbortSignal): Promise<Card[]>
  /** A picture of the shop's own. */
  picture(url: string): Promise<Blob>
  setAvailability(availability: AvailabilityState): Promise<void>
  /** What was given up, newest failure first; only that of one conversation if one is named. */
  failedDeliveries(conversationId?: string): Promise<FailedDelivery[]>
  retryDelivery(id: string): Promise<void>
  dismissDelivery(id: string): Promise<void>
  poll(since: string | undefined, wait: number, signal: AbortSignal): Promise<PollAnswer>
}

export function createSiteApi(api: Api, siteId: string): SiteApi {
  const site = `/api/sites/${siteId}`
  const at = (id: string) => `${site}/conversations/${id}`
  return {
    site: () => api.get(site),
    list: (view, before) => api.get(`${site}/conversations`, { view, before }),
    conversation: (id) => api.get(at(id)),
    history: (id, before) => api.get(`${at(id)}/messages`, { before }),
    reply: (id, reply) => api.post(`${at(id)}/messages`, reply),
    seen: (id, seen) => api.post(`${at(id)}/seen`, seen),
    change: (id, change) => api.patch(at(id), change),
    correct: (id, messageId, text) => api.patch(`${at(id)}/messages/${messageId}`, { text }),
    withdraw: (id, messageId) => api.delete(`${at(id)}/messages/${messageId}`),
    retryMessage: (id, messageId) => api.post(`${at(id)}/messages/${messageId}/retry`),
    react: (id, messageId, emoji) =>
      api.post(`${at(id)}/messages/${messageId}/reaction`, { emoji }),
    templates: async (channelId) =>
      (await api.get<TemplatesAnswer>(`${site}/channels/${channelId}/templates`)).templates,
    transcript: (id, language) => api.request(`${at(id)}/transcript?lang=${language}`),
    pages: async (id) => (await api.get<PagesAnswer>(`${at(id)}/pages`)).pages,
    conversationsOf: async (contactId) =>
      (await api.get<ListAnswer>(`${site}/contacts/${contactId}/conversations`)).conversations,
    changeContact: (contactId, change) => api.patch(`${site}/contacts/${contactId}`, change),
    exportContact: async (contactId, format) =>
      (await api.request(`${site}/contacts/${contactId}/export?format=${format}`)).blob(),
    eraseContact: (contactId) => api.delete(`${site}/contacts/${contactId}`),
    visits: async () => (await api.get<{ visits: LiveVisit[] }>(`${site}/visits`)).visits,
    invite: (visitId, text) => api.post(`${site}/visits/${visitId}/invitation`, { text }),
    pagesReport: (days) => api.get(`${site}/insights/pages`, { days }),
    pageDetail: (pageId, days, device) =>
      api.get(`${site}/insights/pages/${pageId}`, { days, device }),
    pagesCsv: async (days) => (await api.request(`${site}/insights/pages.csv?days=${days}`)).blob(),
    proposals: () => api.get(`${site}/proposals`),
    acceptProposal: (id) => api.post(`${site}/proposals/${id}/accept`),
    dismissProposal: (id) => api.post(`${site}/proposals/${id}/dismiss`),
    undoProposal: (id) => api.post(`${site}/proposals/${id}/undo`),
    saveSettings: (change) => api.patch(`${site}/settings`, change),
    widgetSeen: () => api.get(`${site}/widget-seen`),
    tags: async () => (await api.get<TagsAnswer>(`${site}/tags`)).tags,
    cannedReplies: async () =>
      (await api.get<CannedRepliesAnswer>(`${site}/canned-replies`)).cannedReplies,
    search: async (q, signal) =>
      (await api.get<SearchAnswer>(`${site}/search`, { q }, signal)).results,
    askOrder: (id, number) => api.post(`${at(id)}/order`, { number }),
    orders: async (of) => (await api.get<OrdersAnswer>(`${site}/shop/orders`, of)).orders,
    products: async (q, signal) =>
      (await api.get<ProductsAnswer>(`${site}/shop/products`, { q }, signal)).products,
    coupons: async (q, signal) =>
      (await api.get<CouponsAnswer>(`${site}/shop/coupons`, { q }, signal)).coupons,
    picture: async (url) =>
      (await api.request(`${site}/shop/picture?${new URLSearchParams({ url })}`)).blob(),
    setAvailability: (availability) => api.put(`${site}/availability`, { availability }),
    failedDeliveries: async (conversationId) =>
      (await api.get<FailedDeliveriesAnswer>(`${site}/deliveries/failed`, { conversationId }))
        .deliveries,
    retryDelivery: (id) => api.post(`${site}/deliveries/${id}/retry`),
    dismissDelivery: (id) => api.delete(`${site}/deliveries/${id}`),
    poll: (since, wait, signal) => api.get(`${site}/events`, { since, wait }, signal),
  }
}

/** Who is signed in, and the shops this person answers for. @throws ApiError */
export function whoAmI(api: Api): Promise<MeAnswer> {
  return api.get('/api/me')
}

/** How many wait in each of one's shops. @throws ApiError */
export function waitingEverywhere(api: Api): Promise<WaitingAnswer> {
  return api.get('/api/me/waiting')
}

/** How the member hears that somebody waits. @throws ApiError */
export function readNotifications(api: Api): Promise<NotificationSettings> {
  return api.get('/api/me/notifications')
}

/** @throws ApiError */
export function saveNotifications(
  api: Api,
  settings: NotificationSettings,
): Promise<NotificationSettings> {
  return api.put('/api/me/notifications', settings)
}
