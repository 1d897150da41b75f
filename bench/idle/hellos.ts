import type { Stage, StageSite } from '../messages/stage.ts'

export type Side = 'member' | 'shopper'

/**
 * The first frames of a crowd of clients.
 * @param perShop sockets of each shop's member, or how many of its shoppers
 */
export function hellosOf(stage: Stage, side: Side, perShop: number): object[] {
  return stage.sites.flatMap((site): object[] =>
    side === 'shopper' ? shopperHellos(site, perShop) : memberHellos(site, perShop),
  )
}

function shopperHellos({ siteKey, secrets }: StageSite, count: number): object[] {
  const chosen = secrets.slice(0, count)
  return chosen.map((secret) => ({ type: 'hello', v: 1, site: siteKey, secret }))
}

function memberHellos({ siteId, token }: StageSite, count: number): object[] {
  return Array.from({ length: count }, () => ({ type: 'member_hello', v: 1, siteId, token }))
}
