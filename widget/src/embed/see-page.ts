import type { ViewAnswer, ViewRequest } from '@loods/protocol'
import type { Embed } from '../host.ts'
import { pageContext, readPage } from './page.ts'

/** Tells the relay that this page is looked at, and hears what only this minute knows. */
export async function seePage(
  embed: Embed,
  more?: Pick<ViewRequest, 'trigger' | 'conversationId'>,
): Promise<ViewAnswer> {
  const { tracked, viewId } = embed
  const { pathname } = location
  const told = tracked.findLast(({ name }) => name === 'order')
  const order = told?.data ?? readPage().order
  const view = { viewId, ...pageContext(), order, ...more }
  const answer = await embed.ask<ViewAnswer>('views', view)
  // A single-page shop may have turned the page meanwhile.
  if (pathname === location.pathname) embed.viewId = answer.viewId
  return answer
}
