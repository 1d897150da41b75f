import type { Metafield } from '../../world/shop.ts'
import type { Asking } from '../access.ts'
import { connection, type PageArguments } from '../connection.ts'
import { dateTime, gid } from '../gid.ts'

export function installationView({ core, installation }: Asking): object {
  const { app, time } = core
  const shown = (it: Metafield): object => metafieldView(it, time.now())
  return {
    __typename: 'AppInstallation',
    id: gid('AppInstallation', installation.id),
    accessScopes: [...installation.scopes].map((handle) => ({ handle, description: handle })),
    app: {
      __typename: 'App',
      id: gid('App', app.id),
      apiKey: app.apiKey,
      handle: app.handle,
      title: app.name,
    },
    launchUrl: app.url,
    metafield({ namespace, key }: { namespace?: string; key: string }): object | null {
      const wanted = namespaceOf(app.id, namespace)
      const found = installation.metafields.find((it) => it.namespace === wanted && it.key === key)
      return found ? shown(found) : null
    },
    metafields: (page: PageArguments) => connection(installation.metafields, page, shown),
  }
}

export function metafieldView(metafield: Metafield, now: number): object {
  const { id, namespace, key, type, value } = metafield
  return {
    __typename: 'Metafield',
    id: gid('Metafield', id),
    namespace,
    key,
    type,
    value,
    jsonValue: type === 'json' ? JSON.parse(value) : value,
    createdAt: dateTime(now),
    updatedAt: dateTime(now),
  }
}

/** Without a namespace, or in `$app`, a metafield is in one that only this app can write. */
export function namespaceOf(appId: bigint, namespace: string | null | undefined): string {
  if (!namespace || namespace === '$app') return `app--${appId}`
  return namespace.replace(/^\$app:/, `app--${appId}--`)
}
