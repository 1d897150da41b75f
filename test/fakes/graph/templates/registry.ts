import type { Time } from '../../shared/time.ts'
import { GraphError } from '../errors.ts'
import type { Identifiers } from '../identifiers.ts'
import type { Outbox } from '../webhooks/outbox.ts'
import { held, type World } from '../world/world.ts'
import { checkFormat } from './format.ts'
import {
  type Category,
  componentOf,
  type NewTemplate,
  type Template,
  type TemplateEdit,
  type TemplateStatus,
} from './template.ts'

export interface Verdict {
  status: 'APPROVED' | 'REJECTED'
  category: Category
  reason?: string
}

export interface Reviewer {
  /** Milliseconds until a verdict; Meta takes up to 24 hours. */
  after: number
  judge: (template: Template) => Verdict
}

export interface TemplateRegistry {
  reviewer: Reviewer
  /** Begins as PENDING; 100 with a subcode where its form is wrong. */
  create: (wabaId: string, template: NewTemplate) => Template
  edit: (template: Template, edit: TemplateEdit) => void
  /** All languages of a name, or the one with this id. */
  remove: (wabaId: string, which: { name: string; id?: string }) => Promise<void>
  find: (id: string) => Template | undefined
  named: (wabaId: string, name: string, language: string) => Template | undefined
  of: (wabaId: string) => Template[]
  /** Changes the status as Meta would and tells subscribers. */
  setStatus: (template: Template, status: TemplateStatus, reason?: string) => Promise<void>
}

const UNVERIFIED_LIMIT = 250
const EDITABLE: TemplateStatus[] = ['APPROVED', 'REJECTED', 'PAUSED']
const MARKETING = /\b(sale|discount|offer|coupon|deal|korting|aanbieding|actie|uitverkoop)\b|% off/i

/** Approves all; what is called utility and reads like marketing becomes marketing. */
export const DEFAULT_REVIEWER: Reviewer = {
  after: 30_000,
  judge(template) {
    const text = componentOf(template, 'BODY')?.text ?? ''
    const category =
      template.category === 'UTILITY' && MARKETING.test(text) ? 'MARKETING' : template.category
    return { status: 'APPROVED', category }
  },
}

export function createTemplateRegistry(deps: {
  world: World
  ids: Identifiers
  time: Time
  outbox: Outbox
}): TemplateRegistry {
  const { world, ids, time, outbox } = deps
  const templates = new Map<string, Template>()
  const of = (wabaId: string): Template[] =>
    [...templates.values()].filter((it) => it.wabaId === wabaId)

  async function tell(template: Template, field: string, value: object): Promise<void> {
    await outbox.emit({
      object: 'whatsapp_business_account',
      ownerId: template.wabaId,
      numberId: undefined,
      field,
      value: { ...value },
      at: time.now(),
      timed: true,
    })
  }

  async function setStatus(
    template: Template,
    status: TemplateStatus,
    reason?: string,
  ): Promise<void> {
    template.status = status
    template.rejectedReason = reason ?? 'NONE'
    await tell(template, 'message_template_status_update', statusValue(template, reason))
  }

  async function recategorise(template: Template, category: Category): Promise<void> {
    if (category === template.category) return
    const previous = template.category
    template.category = category
    await tell(template, 'template_category_update', {
      message_template_id: BigInt(template.id),
      message_template_name: template.name,
      message_template_language: template.language,
      previous_category: previous,
      new_category: category,
    })
  }

  function planReview(template: Template): void {
    time.after(registry.reviewer.after, async () => {
      if (template.status !== 'PENDING') return
      const { status, category, reason } = registry.reviewer.judge(template)
      await recategorise(template, category)
      await setStatus(template, status, reason)
    })
  }

  const registry: TemplateRegistry = {
    reviewer: DEFAULT_REVIEWER,
    of,
    setStatus,
    find: (id) => templates.get(id),
    named: (wabaId, name, language) =>
      of(wabaId).find((it) => it.name === name && it.language === language),
    create(wabaId, { parameter_format, ...given }) {
      checkFormat(given)
      checkRoom(world, wabaId, of(wabaId), given)
      const template: Template = {
        ...given,
        id: ids.bigNode(),
        wabaId,
        parameterFormat: parameter_format as Template['parameterFormat'],
        status: 'PENDING',
        rejectedReason: 'NONE',
      }
      templates.set(template.id, template)
      planReview(template)
      return template
    },
    edit(template, { category, components }) {
      if (!EDITABLE.includes(template.status)) {
        throw new GraphError(100, {
          details: `A template that is ${template.status} cannot be edited.`,
        })
      }
      if (components) checkFormat({ components })
      Object.assign(template, { ...(category && { category }), ...(components && { components }) })
      template.status = 'PENDING'
      planReview(template)
    },
    async remove(wabaId, { name, id }) {
      const gone = of(wabaId).filter((it) => it.name === name && (!id || it.id === id))
      if (gone.length === 0) {
        throw new GraphError(100, { subcode: 2593002, details: `There is no template ${name}.` })
      }
      for (const template of gone) {
        templates.delete(template.id)
        await setStatus(template, 'DELETED')
      }
    },
  }
  return registry
}

function checkRoom(
  world: World,
  wabaId: string,
  existing: Template[],
  { name, language }: Pick<NewTemplate, 'name' | 'language'>,
): void {
  if (existing.some((it) => it.name === name && it.language === language)) {
    throw new GraphError(100, {
      subcode: 2388024,
      userMessage: `There is already ${language} content for the template ${name}.`,
    })
  }
  const { businessId } = held(world.wabas, wabaId)
  if (!held(world.businesses, businessId).verified && existing.length >= UNVERIFIED_LIMIT) {
    throw new GraphError(100, { subcode: 2388019, userMessage: 'Message template limit exceeded.' })
  }
}

/** Ids as numbers with all their digits; languages with a dash, as Meta writes some of them. */
function statusValue(template: Template, reason: string | undefined): object {
  return {
    event: template.status,
    message_template_id: BigInt(template.id),
    message_template_name: template.name,
    message_template_language: template.language.replace('_', '-'),
    message_template_category: template.category,
    reason: reason ?? (template.status === 'APPROVED' ? 'NONE' : null),
    ...(template.status === 'REJECTED' && { rejection_info: { reason: reason ?? 'OTHER' } }),
  }
}
