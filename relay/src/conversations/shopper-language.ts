import type { Language, VisitorContext } from '@loods/protocol'
import { fromJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Site } from '../sites/site.service.ts'

/** The language a shopper reads, as far as their page told; else the shop's. */
export function shopperLanguage(
  conversation: Pick<Row<'conversations'>, 'context'>,
  site: Pick<Site, 'settings'>,
): Language {
  const wanted = (fromJson(conversation.context) as VisitorContext).language?.slice(0, 2)
  return wanted === 'nl' || wanted === 'en' ? wanted : site.settings.language
}
