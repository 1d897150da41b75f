import type {
  ChannelCallback,
  ChannelChange,
  ChannelCheck,
  ChannelRenewal,
  ChannelsAnswer,
  ChannelValues,
  ChannelView,
  ConnectAnswer,
  ProfileText,
  SetupAnswer,
  Template,
  TemplateChange,
  TemplateDraft,
  TemplatesAnswer,
} from '@loods/protocol'
import type { Api } from '../../../api/client.ts'

/** What setting channels up asks the relay. Every method @throws ApiError. */
export type ChannelsApi = ReturnType<typeof createChannelsApi>

export function createChannelsApi(api: Api, siteId: string) {
  const all = `/api/sites/${siteId}/channels`
  return {
    list: () => api.get<ChannelsAnswer>(all),
    check: (values: ChannelValues) => api.post<ChannelCheck>(`${all}/check`, values),
    connect: (values: ChannelValues) => api.post<ConnectAnswer>(all, values),
    renew: (id: string, secrets: ChannelRenewal) =>
      api.post<ConnectAnswer>(`${all}/${id}/renew`, secrets),
    callback: (id: string) => api.get<ChannelCallback>(`${all}/${id}/callback`),
    register: (id: string, replace: boolean) =>
      api.post<SetupAnswer>(`${all}/${id}/callback`, { replace }),
    subscribe: (id: string) => api.post<SetupAnswer>(`${all}/${id}/subscribe`),
    change: (id: string, change: ChannelChange) => api.patch<ChannelView>(`${all}/${id}`, change),
    tryOut: (id: string) => api.post<ChannelView>(`${all}/${id}/trial`),
    lookAgain: (id: string) => api.post<ChannelView>(`${all}/${id}/health`),
    profile: (id: string, hours: string) => api.get<ProfileText>(`${all}/${id}/profile`, { hours }),
    saveProfile: (id: string, hours: string) =>
      api.post<ProfileText>(`${all}/${id}/profile`, { hours }),
    ...forTemplates(api, all),
    disconnect: (id: string) => api.delete(`${all}/${id}`),
    disconnectAll: () => api.delete(all),
  }
}

function forTemplates(api: Api, all: string) {
  const of = (id: string) => `${all}/${id}/templates`
  return {
    templates: async (id: string) => (await api.get<TemplatesAnswer>(of(id))).templates,
    /** Copies them from the network anew. */
    refreshTemplates: async (id: string) =>
      (await api.post<TemplatesAnswer>(`${of(id)}/refresh`)).templates,
    createTemplate: (id: string, draft: TemplateDraft) => api.post<Template>(of(id), draft),
    changeTemplate: (id: string, templateId: string, change: TemplateChange) =>
      api.put<Template>(`${of(id)}/${templateId}`, change),
    removeTemplate: (id: string, templateId: string) => api.delete(`${of(id)}/${templateId}`),
    /** Has the template made that wakes a member's phone. */
    makeAlert: (id: string) => api.post(`${all}/${id}/alert-template`),
  }
}
