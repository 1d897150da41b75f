import type { Api } from './client.ts'

/** Asks the relay about things a shop makes, changes and removes. Every method @throws ApiError. */
export interface CollectionApi<Item, New, Change> {
  list(): Promise<Item[]>
  add(item: New): Promise<Item>
  change(id: string, change: Change): Promise<Item>
  remove(id: string): Promise<unknown>
}

/** Such things are served in one shape. @param name of the list in an answer */
export function collectionApi<Item, New, Change>(
  api: Api,
  path: string,
  name: string,
): CollectionApi<Item, New, Change> {
  return {
    list: async () => (await api.get<Record<string, Item[]>>(path))[name] ?? [],
    add: (item) => api.post<Item>(path, item),
    change: (id, change) => api.patch<Item>(`${path}/${id}`, change),
    remove: (id) => api.delete(`${path}/${id}`),
  }
}
