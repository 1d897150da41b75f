import { id, template, templateChange, templateDraft, templatesAnswer } from '@loods/protocol'
import * as v from 'valibot'
import { defineRoute, type Route } from '../../http/route.ts'
import type { Limits } from '../../limits/limits.ts'
import { asksNetwork } from '../asks-network.ts'
import type { TemplateService } from './template.service.ts'

const inChannel = v.object({ siteId: id, channelId: id })
const inTemplate = v.object({ siteId: id, channelId: id, templateId: id })
const all = '/api/sites/:siteId/channels/:channelId/templates'
const one = `${all}/:templateId`

/** A number's templates: members choose from them, who runs the shop makes them. */
export function templateRoutes(deps: { templates: TemplateService; limits: Limits }): Route[] {
  const { templates } = deps
  return [
    defineRoute({
      method: 'GET',
      path: all,
      policy: 'agent',
      summary: 'Texts the network has approved or looks at',
      params: inChannel,
      response: templatesAnswer,
      handle: async ({ principal, params }) => ({
        templates: await templates.list(principal.siteId, params.channelId),
      }),
    }),
    ...asksNetwork(deps.limits, changeRoutes(deps.templates)),
  ]
}

function changeRoutes(templates: TemplateService): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: `${all}/refresh`,
      policy: 'agent',
      summary: 'Copy the templates from the network anew',
      params: inChannel,
      response: templatesAnswer,
      async handle({ principal, params }) {
        return { templates: await templates.refresh(principal.siteId, params.channelId) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: all,
      policy: 'admin',
      summary: 'Write a template; the network looks at it before it can be sent',
      params: inChannel,
      body: templateDraft,
      response: template,
      handle: ({ principal, params, body }) =>
        templates.create(principal.siteId, params.channelId, body),
    }),
    defineRoute({
      method: 'PUT',
      path: one,
      policy: 'admin',
      summary: 'Change a template; the network looks at it anew',
      params: inTemplate,
      body: templateChange,
      response: template,
      handle: ({ principal, params, body }) =>
        templates.change(principal.siteId, params.channelId, params.templateId, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: one,
      policy: 'admin',
      summary: 'Delete a template, here and at the network',
      params: inTemplate,
      async handle({ principal, params }) {
        await templates.remove(principal.siteId, params.channelId, params.templateId)
        return undefined
      },
    }),
  ]
}
