import * as v from 'valibot'

/** Every refusal of the relay, with its HTTP status. Clients translate by code; `message` is for developers and logs. */
export const ERROR_STATUS = {
  invalid: 400,
  unknown_field: 400,
  too_long: 400,
  empty: 400,
  weak_password: 400,
  unauthorized: 401,
  wrong_credentials: 401,
  bad_token: 401,
  forbidden: 403,
  blocked: 403,
  origin_not_allowed: 403,
  cross_site: 403,
  signup_closed: 403,
  not_found: 404,
  cid_conflict: 409,
  already_exists: 409,
  changed_meanwhile: 409,
  edit_window_over: 409,
  already_sent: 409,
  last_owner: 409,
  window_closed: 409,
  no_mail: 409,
  link_used_or_expired: 410,
  too_large: 413,
  unsupported_file: 415,
  upgrade_client: 426,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  storage_full: 507,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

export const errorBody = v.object({
  code: v.picklist(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
  /** What happened and what to do next, one or two plain English sentences. */
  message: v.string(),
  /** Path of the field that was refused. */
  field: v.optional(v.string()),
  /** Seconds to wait before trying again. */
  retryAfter: v.optional(v.number()),
})

/** What travels in an HTTP error answer under `error` and in a `refused` frame. */
export type ErrorBody = v.InferOutput<typeof errorBody>

/** Whether the same request may succeed later without being changed. */
export function isRetryable(code: ErrorCode): boolean {
  return code === 'rate_limited' || ERROR_STATUS[code] >= 500
}
