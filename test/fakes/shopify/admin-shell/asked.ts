import { sessionToken } from '../auth/session-token.ts'
import type { Core } from '../core.ts'
import type { Happenings } from '../happenings.ts'
import type { Installation, Shop, Staff } from '../world/shop.ts'
import { type EmbedStatus, extensionsOf } from './extensions.ts'

/** What App Bridge asks of the admin that needs the fake itself. */
export interface Asked {
  idToken: () => string
  user: () => object
  extensions: () => EmbedStatus[]
  queryScopes: () => ScopesDetail
  /** Grants optional scopes, as the merchant does in the dialog. */
  grantScopes: (scopes: string[]) => Promise<ScopesDetail>
  revokeScopes: (scopes: string[]) => Promise<ScopesDetail>
}

export interface ScopesDetail {
  granted: string[]
  required: string[]
  optional: string[]
}

/** @throws where the app asks for what its toml does not say */
export function askedBy(core: Core, happenings: Happenings, shop: Shop, staff: Staff): Asked {
  const { app } = core
  const installation = installed(shop)
  const detail = (): ScopesDetail => ({
    granted: [...installation.scopes],
    required: app.scopes,
    optional: app.optionalScopes,
  })
  function demandOptional(scopes: string[]): void {
    const other = scopes.find((it) => !app.optionalScopes.includes(it))
    if (other) throw new Error(`${other} is not an optional scope of this app`)
  }
  return {
    idToken: () => sessionToken(core, shop, staff),
    user: () => ({ accountAccess: staff.accountOwner ? 'Full access' : 'Limited access' }),
    extensions: () => extensionsOf(core, shop),
    queryScopes: detail,
    async grantScopes(scopes) {
      demandOptional(scopes)
      await happenings.grantScopes(shop, scopes)
      return detail()
    },
    async revokeScopes(scopes) {
      demandOptional(scopes)
      await happenings.revokeScopes(shop, scopes)
      return detail()
    },
  }
}

function installed({ installation, domain }: Shop): Installation {
  if (!installation) throw new Error(`the app is not installed on ${domain}`)
  return installation
}
