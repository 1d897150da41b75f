import type {
  Manners,
  NewTrigger,
  SiteSettings,
  Trigger,
  TriggerChange,
  TriggersReport,
} from '@loods/protocol'
import type { Api } from '../../api/client.ts'
import { type CollectionApi, collectionApi } from '../../api/collection.ts'

/** What the screens of triggers ask the relay. Every method @throws ApiError. */
export interface TriggersApi extends CollectionApi<Trigger, NewTrigger, TriggerChange> {
  /** What each is worth. */
  report(): Promise<TriggersReport>
  /** The same as a table for a spreadsheet. */
  csv(): Promise<Blob>
  saveManners(manners: Manners): Promise<SiteSettings>
}

export function createTriggersApi(api: Api, siteId: string): TriggersApi {
  const site = `/api/sites/${siteId}`
  return {
    ...collectionApi(api, `${site}/triggers`, 'triggers'),
    report: () => api.get(`${site}/insights/triggers`),
    csv: async () => (await api.request(`${site}/insights/triggers.csv`)).blob(),
    saveManners: (manners) => api.patch(`${site}/settings`, { manners }),
  }
}
