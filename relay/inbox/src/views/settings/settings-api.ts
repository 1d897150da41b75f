import type {
  AvailabilityState,
  CannedReply,
  CannedReplyChange,
  DataRequestsAnswer,
  EmailChangeAnswer,
  EntryAnswer,
  InvitationsAnswer,
  InviteAnswer,
  Language,
  Lead,
  LeadsAnswer,
  LinkRequestsAnswer,
  MeAnswer,
  Member,
  MembersAnswer,
  NewCannedReply,
  NewTag,
  NotificationSettings,
  PairingAnswer,
  Phone,
  PhoneAnswer,
  PhoneChange,
  ProfileChange,
  PromiseAnswer,
  PushDevice,
  PushDevicesAnswer,
  PushSubscribeRequest,
  PushTestAnswer,
  Role,
  SearchAnswer,
  SessionsAnswer,
  SiteSettings,
  Tag,
  TagChange,
} from '@loods/protocol'
import type { Api } from '../../api/client.ts'
import { collectionApi } from '../../api/collection.ts'
import { readNotifications, saveNotifications } from '../../api/site-api.ts'
import type { SettingsChange } from './store/settings-draft.ts'

/** What the settings ask the relay. Every method @throws ApiError. */
export type SettingsApi = ReturnType<typeof createSettingsApi>

export function createSettingsApi(api: Api, siteId: string) {
  const site = `/api/sites/${siteId}`
  return {
    /** What the relay itself wants members to know. */
    notices: () => api.get<{ proxy: boolean }>(`${site}/notices`),
    /** Shops that ask whoever runs the relay to let them in; empty for everybody else. */
    joiningShops: async () => (await api.get<LinkRequestsAnswer>('/api/link-requests')).shops,
    decideJoining: (id: string, approve: boolean) =>
      api.post(`/api/link-requests/${id}`, { approve }),
    /** Whether the relay can send mail at all. */
    mailWorks: async () => (await api.get<EntryAnswer>('/api/entry')).mail,
    signingSecret: async () => (await api.get<{ secret: string }>(`${site}/signing-secret`)).secret,
    newSigningSecret: async () =>
      (await api.post<{ secret: string }>(`${site}/signing-secret`)).secret,
    saveSettings: (change: SettingsChange) => api.patch<SiteSettings>(`${site}/settings`, change),
    ...forTexts(api, site),
    availability: () => api.get<PromiseAnswer>(`${site}/availability`),
    setAvailability: (availability: AvailabilityState) =>
      api.put(`${site}/availability`, { availability }),
    dataRequests: async () => (await api.get<DataRequestsAnswer>(`${site}/data-requests`)).requests,
    dataRequestExport: async (id: string) =>
      (await api.request(`${site}/data-requests/${id}/export`)).blob(),
    closeDataRequest: (id: string) => api.delete(`${site}/data-requests/${id}`),
    leads: async (handled: boolean) =>
      (await api.get<LeadsAnswer>(`${site}/leads`, { handled: handled ? '1' : '0' })).leads,
    handleLead: (id: string, handled: boolean) =>
      api.patch<Lead>(`${site}/leads/${id}`, { handled }),
    ...forPrivacy(api, site),
    ...forTeam(api, site),
    ...forProfile(api),
    ...forPhone(api, site),
    ...forNotifications(api),
  }
}

function forTexts(api: Api, site: string) {
  return {
    tags: collectionApi<Tag, NewTag, TagChange>(api, `${site}/tags`, 'tags'),
    cannedReplies: collectionApi<CannedReply, NewCannedReply, CannedReplyChange>(
      api,
      `${site}/canned-replies`,
      'cannedReplies',
    ),
  }
}

function forNotifications(api: Api) {
  return {
    notifications: () => readNotifications(api),
    saveNotifications: (settings: NotificationSettings) => saveNotifications(api, settings),
    pushKey: async () => (await api.get<{ publicKey: string }>('/api/push/key')).publicKey,
    pushDevices: async () => (await api.get<PushDevicesAnswer>('/api/push/devices')).devices,
    addPushDevice: (device: PushSubscribeRequest) =>
      api.post<PushDevice>('/api/push/devices', device),
    removePushDevice: (id: string) => api.delete(`/api/push/devices/${id}`),
    testPush: async (deviceId?: string) =>
      (await api.post<PushTestAnswer>('/api/push/test', { ...(deviceId && { deviceId }) })).results,
  }
}

function forTeam(api: Api, site: string) {
  return {
    members: async () => (await api.get<MembersAnswer>(`${site}/members`)).members,
    changeMember: (id: string, role: Role) => api.patch<Member>(`${site}/members/${id}`, { role }),
    removeMember: (id: string) => api.delete(`${site}/members/${id}`),
    invitations: async () => (await api.get<InvitationsAnswer>(`${site}/invitations`)).invitations,
    invite: (email: string, role: Role, language: Language) =>
      api.post<InviteAnswer>(`${site}/invitations`, { email, role, language }),
    revokeInvitation: (id: string) => api.delete(`${site}/invitations/${id}`),
  }
}

function forPhone(api: Api, site: string) {
  return {
    phone: () => api.get<PhoneAnswer>(`${site}/phone`),
    beginPairing: () => api.post<PairingAnswer>(`${site}/phone/pairing`),
    changePhone: (change: PhoneChange) => api.patch<Phone>(`${site}/phone`, change),
    forgetPhone: () => api.delete(`${site}/phone`),
  }
}

function forProfile(api: Api) {
  return {
    changeMe: (change: ProfileChange) => api.patch<MeAnswer>('/api/me', change),
    changeEmail: (email: string, password: string) =>
      api.post<EmailChangeAnswer>('/api/me/email', { email, password }),
    changePassword: (current: string, next: string) =>
      api.post('/api/me/password', { current, next }),
    sessions: async () => (await api.get<SessionsAnswer>('/api/sessions')).sessions,
    endSession: (id: string) => api.delete(`/api/sessions/${id}`),
    endAllSessions: () => api.delete('/api/sessions'),
  }
}

function forPrivacy(api: Api, site: string) {
  return {
    search: async (q: string) => (await api.get<SearchAnswer>(`${site}/search`, { q })).results,
  }
}
