import type { Core } from '../core.ts'
import { GraphError } from '../errors.ts'
import { held, type Token } from '../world/world.ts'
import type { GraphRequest } from './request.ts'

/** GET /debug_token?input_token=…: what a token of the same app is good for. */
export function debugToken(core: Core, token: Token, { query }: GraphRequest): object {
  const asked = core.world.tokens.get(query.input_token ?? '')
  if (!asked || asked.appId !== token.appId) {
    throw new GraphError(100, { message: 'The given input_token is not valid.' })
  }
  const isValid =
    !asked.revoked && (asked.expiresAt === undefined || asked.expiresAt > core.time.now())
  return {
    data: {
      app_id: asked.appId,
      application: held(core.world.apps, asked.appId).name,
      type: asked.kind.toUpperCase(),
      expires_at: Math.floor((asked.expiresAt ?? 0) / 1000),
      is_valid: isValid,
      scopes: [...asked.scopes],
      granular_scopes: [...asked.scopes].map((scope) => ({
        scope,
        target_ids: [...(scope.startsWith('pages') ? asked.pageIds : asked.wabaIds)],
      })),
    },
  }
}
