import { type App, held, type World } from '../world/world.ts'
import type { Update } from './update.ts'

export interface Destination {
  app: App
  url: string
}

/**
 * Where an update goes: to each app that the account (or page) has in subscribed_apps and that
 * subscribed to the field; to the number's callback before the account's before the app's.
 */
export function destinationsOf(world: World, update: Update): Destination[] {
  return update.object === 'page' ? ofPage(world, update) : ofAccount(world, update)
}

function ofAccount(world: World, update: Update): Destination[] {
  const waba = held(world.wabas, update.ownerId)
  const number = update.numberId === undefined ? undefined : world.numbers.get(update.numberId)
  return [...waba.subscribedApps].flatMap(([appId, override]) => {
    const app = held(world.apps, appId)
    const subscription = app.subscriptions.get('whatsapp_business_account')
    if (!subscription?.fields.has(update.field)) return []
    const callback = number?.webhookOverride ?? override ?? subscription
    return [{ app, url: callback.callbackUrl }]
  })
}

function ofPage(world: World, update: Update): Destination[] {
  const page = held(world.pages, update.ownerId)
  return [...page.subscribedApps].flatMap(([appId, fields]) => {
    const app = held(world.apps, appId)
    const subscription = app.subscriptions.get('page')
    if (!fields.has(update.field) || !subscription?.fields.has(update.field)) return []
    return [{ app, url: subscription.callbackUrl }]
  })
}
