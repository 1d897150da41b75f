import type { NewTrigger, Trigger, TriggerChange } from '@loods/protocol'
import type { Api } from '../../api/client.ts'
import { type CollectionApi, collectionApi } from '../../api/collection.ts'

/** What the screens of triggers ask the relay. Every method @throws ApiError. */
export type TriggersApi = CollectionApi<Trigger, NewTrigger, TriggerChange>

export function createTriggersApi(api: Api, siteId: string): TriggersApi {
  return collectionApi(api, `/api/sites/${siteId}/triggers`, 'triggers')
}
