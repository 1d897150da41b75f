import type {
  AvailabilityState,
  CannedRepliesAnswer,
  CannedReply,
  CannedReplyChange,
  EmailChangeAnswer,
  EntryAnswer,
  InvitationsAnswer,
  InviteAnswer,
  Language,
  Lead,
  LeadsAnswer,
  MeAnswer,
  Member,
  MembersAnswer,
  NewCannedReply,
  NewTag,
  NewTrigger,
  NotificationSettings,
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
  TagsAnswer,
  Trigger,
  TriggerChange,
  TriggersAnswer,
} from '@loods/protocol'
import type { Api } from '../../api/client.ts'
import { readNotifications, saveNotifications } from '../../api/site-api.ts'
import type { SettingsChange } from './store/settings-draft.ts'

/** What the settings ask the relay. Every method @throws ApiError. */
export type SettingsApi = ReturnType<typeof createSettingsApi>

export function createSettingsApi(api: Api, siteId: string) {
  const site = `/api/sites/${siteId}`
  return {
    /** What the relay itself wants members to know. */
    notices: () => api.get<{ proxy: boolean }>(`${site}/notices`),
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
    leads: async (handled: boolean) =>
      (await api.get<LeadsAnswer>(`${site}/leads`, { handled: handled ? '1' : '0' })).leads,
    handleLead: (id: string, handled: boolean) =>
      api.patch<Lead>(`${site}/leads/${id}`, { handled }),
    ...forPrivacy(api, site),
    ...forTeam(api, site),
    ...forProfile(api),
    ...forNotifications(api),
  }
}

function forTexts(api: Api, site: string) {
  return {
    cannedReplies: async () =>
      (await api.get<CannedRepliesAnswer>(`${site}/canned-replies`)).cannedReplies,
    addCannedReply: (reply: NewCannedReply) =>
      api.post<CannedReply>(`${site}/canned-replies`, reply),
    changeCannedReply: (id: string, change: CannedReplyChange) =>
      api.patch<CannedReply>(`${site}/canned-replies/${id}`, change),
    removeCannedReply: (id: string) => api.delete(`${site}/canned-replies/${id}`),
    tags: async () => (await api.get<TagsAnswer>(`${site}/tags`)).tags,
    addTag: (tag: NewTag) => api.post<Tag>(`${site}/tags`, tag),
    changeTag: (id: string, change: TagChange) => api.patch<Tag>(`${site}/tags/${id}`, change),
    removeTag: (id: string) => api.delete(`${site}/tags/${id}`),
    triggers: async () => (await api.get<TriggersAnswer>(`${site}/triggers`)).triggers,
    addTrigger: (trigger: NewTrigger) => api.post<Trigger>(`${site}/triggers`, trigger),
    changeTrigger: (id: string, change: TriggerChange) =>
      api.patch<Trigger>(`${site}/triggers/${id}`, change),
    removeTrigger: (id: string) => api.delete(`${site}/triggers/${id}`),
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
