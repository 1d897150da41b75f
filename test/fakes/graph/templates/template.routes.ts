import { GraphError } from '../errors.ts'
import { pageOf, pickFields } from '../http/fields.ts'
import { parseRequest } from '../http/issues.ts'
import { type Call, type Route, route } from '../http/nodes.ts'
import { newTemplate, type Template, templateEdit } from './template.ts'

const MANAGEMENT = 'whatsapp_business_management'
const USUAL = ['name', 'parameter_format', 'components', 'language', 'status', 'category']
const FILTERS = ['status', 'name', 'language', 'category'] as const

/** Creating, listing, changing and deleting templates. */
export const TEMPLATE_ROUTES: Route[] = [
  route({
    method: 'POST',
    node: 'waba',
    edge: 'message_templates',
    scope: MANAGEMENT,
    handle({ core, node, request }) {
      if (!core.rates.newTemplates(node.id).take()) throw new GraphError(80007)
      const given = parseRequest(newTemplate, request.body)
      const { id, status, category } = core.templates.create(node.id, given)
      return { id, status, category }
    },
  }),
  route({
    method: 'GET',
    node: 'waba',
    edge: 'message_templates',
    scope: MANAGEMENT,
    handle: list,
  }),
  route({
    method: 'DELETE',
    node: 'waba',
    edge: 'message_templates',
    scope: MANAGEMENT,
    async handle({ core, node, request: { query, body } }) {
      const { name, hsm_id } = { ...body, ...query } as { name?: string; hsm_id?: string }
      if (!name) throw new GraphError(131008, { details: 'Parameter name is required.' })
      await core.templates.remove(node.id, { name, ...(hsm_id && { id: hsm_id }) })
      return { success: true }
    },
  }),
  route({
    method: 'GET',
    node: 'template',
    edge: '',
    scope: MANAGEMENT,
    handle: ({ node, request }) => pickFields(fieldsOf(node), request.query.fields, USUAL),
  }),
  route({
    method: 'POST',
    node: 'template',
    edge: '',
    scope: MANAGEMENT,
    handle({ core, node, request }) {
      core.templates.edit(node, parseRequest(templateEdit, request.body))
      return { success: true }
    },
  }),
]

function list({ core, node, request }: Call<'waba'>): object {
  const { query, path } = request
  const wanted = core.templates
    .of(node.id)
    .filter((template) => FILTERS.every((key) => fits(template[key], query[key])))
  return pageOf(wanted, { query, url: core.urls.graph + path }, (template) =>
    pickFields(fieldsOf(template), query.fields, USUAL),
  )
}

function fits(value: string, asked: string | undefined): boolean {
  return asked === undefined || value.toLowerCase() === asked.toLowerCase()
}

function fieldsOf(template: Template): Record<string, unknown> {
  return {
    id: template.id,
    name: template.name,
    parameter_format: template.parameterFormat,
    components: template.components,
    language: template.language,
    status: template.status,
    category: template.category,
    rejected_reason: template.rejectedReason,
    quality_score: { score: 'UNKNOWN' },
  }
}
