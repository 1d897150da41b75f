import { GraphQLError } from 'graphql'
import type { Core } from '../core.ts'
import type { ProtectedData } from '../world/app-registration.ts'
import type { Installation, Shop } from '../world/shop.ts'

/** Who asks: the app in one shop. */
export interface Asking {
  core: Core
  shop: Shop
  installation: Installation
}

const SCOPES_PAGE = 'https://shopify.dev/api/usage/access-scopes'
const PROTECTED_PAGE = 'https://shopify.dev/docs/apps/launch/protected-customer-data'

/** Refuses `field` to an app without `scope`; who may write may read. */
export function demandScope({ installation }: Asking, field: string, scope: string): void {
  if (hasScope(installation, scope)) return
  const requiredAccess = `\`${scope}\` access scope.`
  throw new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: { code: 'ACCESS_DENIED', documentation: SCOPES_PAGE, requiredAccess },
  })
}

export function hasScope({ scopes }: Pick<Installation, 'scopes'>, scope: string): boolean {
  return scopes.has(scope) || scopes.has(scope.replace(/^read_/, 'write_'))
}

/** Refuses an object with customer data to an app that is not approved for level 1. */
export function demandApproval({ core }: Asking, type: string): void {
  if (core.app.protectedData.has('customer')) return
  throw notApproved(`access the ${type} object`)
}

/** `value` for an app that is approved for this kind of data; otherwise null and an error beside it. */
export function approved<T>({ core }: Asking, kind: ProtectedData, field: string, value: T): T {
  if (core.app.protectedData.has(kind)) return value
  throw notApproved(`use the ${field} field`)
}

function notApproved(what: string): GraphQLError {
  const message = `This app is not approved to ${what}. See ${PROTECTED_PAGE} for more details.`
  return new GraphQLError(message, {
    extensions: { code: 'ACCESS_DENIED', documentation: PROTECTED_PAGE },
  })
}
