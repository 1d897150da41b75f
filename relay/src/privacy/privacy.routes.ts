import {
  exportQuery,
  id,
  personErasureAnswer,
  personErasureRequest,
  personExportAnswer,
  personExportRequest,
} from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../http/route.ts'
import { type ExportDeps, exportContact, exportText } from './contact-export.ts'
import type { Erasure } from './erasure.ts'
import type { PersonByEmail } from './person-by-email.ts'

const inContact = v.object({ siteId: id, contactId: id })

export interface PrivacyRouteDeps {
  exports: ExportDeps
  erasure: Erasure
  people: PersonByEmail
}

export function privacyRoutes(deps: PrivacyRouteDeps): Route[] {
  return [...contactRoutes(deps), ...shopRoutes(deps)]
}

/** For the privacy tools of a shop's own admin panel. */
function shopRoutes({ people }: PrivacyRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/host/v1/:siteKey/people/export',
      policy: 'shop',
      summary: 'What is kept of whoever has an e-mail address, some contacts at a time',
      body: personExportRequest,
      response: personExportAnswer,
      handle: ({ principal, body }) => people.export(principal.siteId, body.email, body.page),
    }),
    defineRoute({
      method: 'POST',
      path: '/host/v1/:siteKey/people/erase',
      policy: 'shop',
      summary: 'Erase whoever has or typed an e-mail address, some contacts at a time',
      body: personErasureRequest,
      response: personErasureAnswer,
      handle: ({ principal, body }) => people.erase(principal.siteId, body.email),
    }),
  ]
}

function contactRoutes(deps: PrivacyRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sites/:siteId/contacts/:contactId/export',
      policy: 'admin',
      summary: 'Everything kept of one contact, as JSON or as text to read',
      params: inContact,
      query: exportQuery,
      async handle({ principal, params, query, c }) {
        const everything = await exportContact(deps.exports, principal.siteId, params.contactId)
        const json = query.format === 'json'
        const body = json
          ? JSON.stringify(everything, undefined, 2)
          : await exportText(deps.exports, principal.siteId, everything)
        const name = `contact-${params.contactId.slice(0, 8)}.${json ? 'json' : 'txt'}`
        return c.body(body, 200, {
          'content-type': json ? 'application/json' : 'text/plain; charset=utf-8',
          'content-disposition': `attachment; filename="${name}"`,
          'x-content-type-options': 'nosniff',
        })
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/sites/:siteId/contacts/:contactId',
      policy: 'admin',
      summary: 'Erase a contact and everything said with it, for good',
      params: inContact,
      async handle({ principal, params }) {
        await deps.exports.contact(principal.siteId, params.contactId)
        await deps.erasure.contact(principal.siteId, params.contactId)
        return undefined
      },
    }),
  ]
}
