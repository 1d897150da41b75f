import { id, memberPhone, pairingAnswer, phoneAnswer, phoneChange } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { Limits } from '../limits/limits.ts'
import type { PhoneService } from './phone.service.ts'

const params = v.object({ siteId: id })

/** A member's own phone, to answer from. */
export function phoneRoutes({ phones, limits }: { phones: PhoneService; limits: Limits }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/phone',
      policy: 'agent',
      summary: 'Your own phone to answer from, and the number that writes to it',
      params,
      response: phoneAnswer,
      handle: ({ principal }) => phones.read(principal),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sites/:siteId/phone/pairing',
      policy: 'agent',
      summary: 'A message that makes the phone it is sent from yours, once, within half an hour',
      params,
      response: pairingAnswer,
      async handle({ principal }) {
        await limits.pairing(principal.memberId)
        return phones.beginPairing(principal)
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/sites/:siteId/phone',
      policy: 'agent',
      summary: 'Go away or come back on your phone, and choose its quiet hours and chats',
      params,
      body: phoneChange,
      response: memberPhone,
      handle: ({ principal, body }) => phones.change(principal, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sites/:siteId/phone',
      policy: 'agent',
      summary: 'Forget your phone: nothing comes to it any more',
      params,
      async handle({ principal }) {
        await phones.forget(principal)
        return undefined
      },
    }),
  ]
}
