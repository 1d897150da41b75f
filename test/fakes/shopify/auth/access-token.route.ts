import type { Answer } from '../../shared/answer.ts'
import type { Core } from '../core.ts'
import type { AdminRequest } from '../http/request.ts'
import type { Installation, Shop, Staff } from '../world/shop.ts'
import { readSessionToken } from './session-token.ts'
import { LIFE, type OfflinePair } from './tokens.ts'

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token'
const REQUESTED = 'urn:shopify:params:oauth:token-type:'

/** POST /admin/oauth/access_token: an exchange of a session token, or a refresh. */
export function accessToken(core: Core, { shop, body }: AdminRequest): Answer {
  const { app } = core
  if (body.client_id !== app.apiKey || !app.secrets.includes(String(body.client_secret))) {
    return refused('invalid_client', 'The client credentials are not valid for this app.')
  }
  if (!shop.installation)
    return refused('invalid_request', 'The app is not installed on this shop.')
  if (body.grant_type === EXCHANGE) return exchange(core, shop, shop.installation, body)
  if (body.grant_type === 'refresh_token') return refresh(core, shop, shop.installation, body)
  return refused('unsupported_grant_type', 'The grant type is not supported.')
}

function exchange(
  core: Core,
  shop: Shop,
  installation: Installation,
  body: Record<string, unknown>,
): Answer {
  const staff = body.subject_token_type === ID_TOKEN && holderOf(core, shop, body.subject_token)
  if (!staff) return refused('invalid_subject_token', 'The subject token is not valid.')
  const asked = body.requested_token_type
  if (asked === `${REQUESTED}online-access-token`) return online(core, shop, installation, staff)
  if (asked !== `${REQUESTED}offline-access-token`) {
    return refused('invalid_request', 'The requested token type is not supported.')
  }
  if (String(body.expiring) === '1') {
    return granted(pairBody(installation, core.tokens.issueOffline(shop)))
  }
  const { value } = core.tokens.issueLasting(shop)
  return granted({ access_token: value, scope: scopeText(installation) })
}

function holderOf(core: Core, shop: Shop, token: unknown): Staff | undefined {
  const { apiKey, secrets } = core.app
  const expected = { apiKey, secrets, domain: shop.domain, now: core.time.now() }
  const claims = readSessionToken(String(token), expected)
  return shop.staff.find(({ id, allowed }) => allowed && String(id) === claims?.sub)
}

function online(core: Core, shop: Shop, installation: Installation, staff: Staff): Answer {
  return granted({
    access_token: core.tokens.issueOnline(shop).value,
    scope: scopeText(installation),
    expires_in: LIFE.online,
    associated_user_scope: scopeText(installation),
    associated_user: {
      id: staff.id,
      first_name: staff.firstName,
      last_name: staff.lastName,
      email: staff.email,
      account_owner: staff.accountOwner,
      locale: staff.locale,
      collaborator: false,
      email_verified: true,
    },
  })
}

function refresh(
  core: Core,
  shop: Shop,
  installation: Installation,
  body: Record<string, unknown>,
): Answer {
  const pair = core.tokens.refresh(shop, String(body.refresh_token))
  if (!pair) return refused('invalid_grant', 'The refresh token is not valid.')
  return granted(pairBody(installation, pair))
}

function pairBody(installation: Installation, { access, refresh }: OfflinePair): object {
  return {
    access_token: access.value,
    scope: scopeText(installation),
    expires_in: LIFE.offline,
    refresh_token: refresh.value,
    refresh_token_expires_in: LIFE.refresh,
  }
}

function scopeText({ scopes }: Installation): string {
  return [...scopes].join(',')
}

function granted(body: object): Answer {
  return { status: 200, body, headers: { 'cache-control': 'no-store' } }
}

function refused(error: string, error_description: string): Answer {
  return { status: 400, body: { error, error_description } }
}
