import { RelayError } from '../../errors.ts'
import type { ChannelAccount } from '../account.ts'
import type { ChannelService } from '../channel.service.ts'
import type { GraphAnswer, GraphCall, GraphClient } from '../graph/graph-client.ts'
import { idText, type Loose, record, records, text } from '../graph/loose.ts'

/** A template as the network lists it. */
export interface NetworkTemplate {
  externalId: string
  name: string
  language: string
  /** As the network writes them: UTILITY, APPROVED. */
  category: string
  status: string
  reason: string | undefined
  components: unknown
}

/** Templates at the network itself. Each call is one to its business account. */
export interface TemplateGraph {
  /** All of an account's, or those of one name. */
  list(channel: ChannelAccount, name?: string): Promise<NetworkTemplate[]>
  create(
    channel: ChannelAccount,
    template: Loose,
  ): Promise<Pick<NetworkTemplate, 'externalId' | 'status' | 'category'>>
  edit(channel: ChannelAccount, externalId: string, change: Loose): Promise<void>
  remove(channel: ChannelAccount, which: { name: string; externalId: string }): Promise<void>
}

const FIELDS = 'id,name,language,status,category,rejected_reason,components'
const PAGE = 100
/** Pages that are read; more templates than that no account may have. */
const MAX_PAGES = 70

export function createTemplateGraph(deps: {
  graph: GraphClient
  secrets: ChannelService['secrets']
}): TemplateGraph {
  async function ask(channel: ChannelAccount, call: Omit<GraphCall, 'token'>): Promise<Loose> {
    const { token } = await deps.secrets(channel.id, 'templates')
    return dataOf(await deps.graph.call({ ...call, token }))
  }
  const path = ({ businessId }: ChannelAccount) => `${businessId}/message_templates`

  return {
    async list(channel, name) {
      const found: NetworkTemplate[] = []
      let after: string | undefined
      for (let page = 0; page < MAX_PAGES; page++) {
        const query = {
          fields: FIELDS,
          limit: String(PAGE),
          ...(name && { name }),
          ...(after && { after }),
        }
        const answer = await ask(channel, { method: 'GET', path: path(channel), query })
        found.push(...records(answer.data).flatMap(toTemplate))
        const paging = record(answer.paging)
        after = paging.next === undefined ? undefined : text(record(paging.cursors).after)
        if (after === undefined) break
      }
      return found
    },
    async create(channel, template) {
      const answer = await ask(channel, { path: path(channel), json: template })
      const externalId = idText(answer.id)
      if (externalId === undefined) throw unreachable()
      return {
        externalId,
        status: text(answer.status) ?? 'PENDING',
        category: text(answer.category) ?? text(template.category) ?? '',
      }
    },
    async edit(channel, externalId, change) {
      await ask(channel, { path: externalId, json: change })
    },
    async remove(channel, { name, externalId }) {
      const query = { name, hsm_id: externalId }
      await ask(channel, { method: 'DELETE', path: path(channel), query })
    },
  }
}

function toTemplate(value: Loose): NetworkTemplate[] {
  const externalId = idText(value.id)
  const [name, language] = [text(value.name), text(value.language)]
  if (externalId === undefined || name === undefined || language === undefined) return []
  const reason = text(value.rejected_reason)
  return [
    {
      externalId,
      name,
      language: language.replace('-', '_'),
      category: text(value.category) ?? '',
      status: text(value.status) ?? '',
      reason: reason === 'NONE' ? undefined : reason,
      components: value.components,
    },
  ]
}

/** What Meta refuses of a template's form, by subcode: the part that is wrong, and what to do. */
const REFUSALS: Record<number, [field: string, words: string]> = {
  2388019: ['limit', 'This account has as many templates as it may. Delete some first.'],
  2388024: ['name', 'There is a template of this name in this language. Choose another name.'],
  2388040: ['body', 'A part of the template is too long. Shorten it.'],
  2388047: ['header', 'The header is not as it must be: one variable at most, and text.'],
  2388072: ['body', 'The text is not as it must be. Look at its variables and their examples.'],
  2388073: ['footer', 'The footer is not as it must be: it has no variables.'],
  2388293: ['body', 'There are too many variables for so few words. Write more around them.'],
  2388299: ['body', 'A variable stands at the very start or end. Put words around it.'],
}
const LATER = [1, 2, 4, 613, 80007, 130429]
const GONE = 2_593_002

/** @throws RelayError with what to do: invalid, already_exists, rate_limited, unavailable, not_found */
function dataOf(answer: GraphAnswer): Loose {
  if (answer.outcome === 'ok') return answer.data
  if (answer.outcome !== 'refused') throw unreachable()
  const { code, subcode, message, details, status } = answer.error
  if (subcode === GONE) throw new RelayError('not_found', 'This template is no longer there.')
  const [field, words] = REFUSALS[subcode ?? 0] ?? []
  if (words)
    throw new RelayError(field === 'name' ? 'already_exists' : 'invalid', words, {
      field: field as string,
    })
  if (LATER.includes(code)) {
    throw new RelayError('rate_limited', 'Too many changes for now. Try again in an hour.', {
      retryAfter: 3_600,
    })
  }
  if (status >= 500 || code === 0) throw unreachable()
  throw new RelayError('invalid', `The network refused it: ${details ?? message}`, {
    field: 'template',
  })
}

function unreachable(): RelayError {
  return new RelayError('unavailable', 'The network gave no answer. Nothing is lost; try again.')
}
