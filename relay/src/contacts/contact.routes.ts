import {
  type Conversation,
  contact,
  contactChange,
  contactConversationsAnswer,
  id,
} from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import type { ContactService } from './contact.service.ts'

/** Conversations of one contact in an answer. */
const LIST_LIMIT = 100

const inContact = v.object({ siteId: id, contactId: id })

export function contactRoutes(deps: {
  contacts: ContactService
  conversationsOf(siteId: string, contactId: string, limit: number): Promise<Conversation[]>
}): Route[] {
  const { contacts } = deps
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/contacts/:contactId',
      policy: 'agent',
      summary: 'One contact',
      params: inContact,
      response: contact,
      handle: ({ principal, params }) => contacts.get(principal.siteId, params.contactId),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/sites/:siteId/contacts/:contactId',
      policy: 'agent',
      summary: 'Change what members know of a contact: name, e-mail, phone, note',
      params: inContact,
      body: contactChange,
      response: contact,
      handle: ({ principal, params, body }) =>
        contacts.change(principal.siteId, params.contactId, body),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/contacts/:contactId/conversations',
      policy: 'agent',
      summary: 'Everything a contact and the shop said, last active first',
      params: inContact,
      response: contactConversationsAnswer,
      async handle({ principal, params }) {
        const { id } = await contacts.get(principal.siteId, params.contactId)
        const conversations = await deps.conversationsOf(principal.siteId, id, LIST_LIMIT)
        return { conversations }
      },
    }),
  ]
}
