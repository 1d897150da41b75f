import type { HonoRequest } from 'hono'
import { isbot } from 'isbot'

/**
 * Machines, and browsers that ask not to be followed (https://www.w3.org/TR/gpc/): they are joined to no
 * visit. So nobody knows what they were offered already, and no prompt comes to them.
 */
export function wantsNoCounting(request: HonoRequest): boolean {
  const asks = ['sec-gpc', 'dnt'].some((name) => request.header(name) === '1')
  return asks || isbot(request.header('user-agent'))
}
