import { type ShownOrder, shownOrder } from '@loods/protocol'
import { nanoid } from 'nanoid'
import * as v from 'valibot'
import type { Conversations } from '../conversations/conversations.module.ts'
import { RelayError } from '../errors.ts'
import type { AskShop } from '../hosts/connector.ts'
import { readShopToken } from '../hosts/signed-by-shop.ts'
import type { MemberPrincipal, VisitorPrincipal } from '../http/principal.ts'
import type { SiteService } from '../sites/site.service.ts'

/**
 * Orders of shoppers nobody verified. The shop mails a code to the order's own address, and shows
 * the order to members once the shopper typed it. The relay never sees code, address or pending
 * order: the shop keeps them under the conversation's id.
 */
export interface OrderProofs {
  /**
   * Has the shop mail a code, and says so in the thread. It goes the same way whether there is such
   * an order or not. @throws RelayError as AskShop does
   */
  ask(who: MemberPrincipal, conversationId: string, number: string): Promise<void>
  /** Shows the order whose code this is. @throws RelayError forbidden whatever does not fit; as AskShop does */
  prove(who: VisitorPrincipal, code: string): Promise<void>
}

export interface OrderProofDeps {
  ask: AskShop
  clock: () => number
  sites: Pick<SiteService, 'byId' | 'signingSecret'>
  talk: Pick<Conversations, 'service' | 'told'>
  /** What tells a shop's own addresses from others. */
  ownAddresses(siteId: string): Promise<(url: string) => boolean>
}

const tokenAnswer = v.object({ token: v.pipe(v.string(), v.maxLength(20_000)) })
const claims = v.object({ conversation: v.string(), order: shownOrder })

export function createOrderProofs(deps: OrderProofDeps): OrderProofs {
  const { ask, talk } = deps
  return {
    async ask({ siteId, memberId, name }, conversationId, number) {
      await talk.service.row(siteId, conversationId)
      await ask(siteId, 'order-code', { conversation: conversationId, number })
      const data = { number, by: name, byId: memberId }
      const line = { code: 'order_asked' as const, data }
      await talk.service.addLine({ siteId, conversationId, cid: nanoid(), audience: 'all', line })
    },
    async prove(who, code) {
      const { siteId, conversationId } = who
      const answer = await ask(siteId, 'order', { conversation: conversationId, code })
      await talk.told.showOrder(who, await readOrder(deps, who, answer))
    },
  }
}

/** Only what the shop signed for this very conversation counts. @throws RelayError unavailable */
async function readOrder(
  { sites, clock, ownAddresses }: OrderProofDeps,
  { siteId, conversationId }: VisitorPrincipal,
  answer: unknown,
): Promise<ShownOrder> {
  const { key } = await sites.byId(siteId)
  const secret = await sites.signingSecret(siteId)
  const { token } = v.is(tokenAnswer, answer) ? answer : { token: '' }
  const payload = await readShopToken(token, { key, secret }, 'loods-order', clock()).catch(
    () => undefined,
  )
  const read = v.safeParse(claims, payload)
  if (!read.success || read.output.conversation !== conversationId) {
    throw new RelayError(
      'unavailable',
      'The shop’s answer makes no sense. Nothing is lost; try again in a moment.',
    )
  }
  const { url, ...order } = read.output.order
  return url && (await isOwn(ownAddresses, siteId, url)) ? { ...order, url } : order
}

async function isOwn(
  ownAddresses: OrderProofDeps['ownAddresses'],
  siteId: string,
  url: string,
): Promise<boolean> {
  return /^https?:/.test(url) && URL.canParse(url) && (await ownAddresses(siteId))(url)
}
