import * as v from 'valibot'
import type { Hosts } from '../../../relay/src/hosts/hosts.module.ts'
import { defineHandler, type OutboxHandler } from '../../../relay/src/outbox/handler.ts'
import { SIGNED_OUT, type TokenService } from './token.service.ts'

/** Asks a shop's owners to open the app again: its tokens came to an end. */
export function signedOutHandler(deps: {
  tokens: Pick<TokenService, 'has'>
  links: Pick<Hosts['links'], 'isOn'>
  tellOwners: Hosts['tellOwners']
}): OutboxHandler {
  return defineHandler({
    kind: SIGNED_OUT,
    payload: v.object({}),
    async handle({ site_id: siteId }) {
      // Taken out of the shop, or opened again meanwhile.
      const isNeeded = (await deps.links.isOn(siteId)) && !(await deps.tokens.has(siteId))
      if (!isNeeded) return { outcome: 'cancel', reason: 'nobody has to open the app' }
      return {
        outcome: 'done',
        record: (tx) => deps.tellOwners(tx, siteId, 'appToOpen'),
      }
    },
  })
}
