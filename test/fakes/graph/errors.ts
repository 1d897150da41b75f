/** Codes of the Graph API that the fake answers with: HTTP status and Meta's words (contract 2.1). */
const CODES: Record<number, [status: number, message: string]> = {
  1: [400, 'API Unknown'],
  2: [503, 'API Service'],
  3: [500, 'API Method'],
  4: [400, 'API Too Many Calls'],
  10: [403, 'Permission Denied'],
  100: [400, 'Invalid parameter'],
  190: [401, 'Invalid OAuth access token'],
  200: [403, 'Permissions error'],
  368: [403, 'Temporarily blocked for policies violations'],
  551: [400, "This person isn't available right now."],
  613: [400, 'Calls to this api have exceeded the rate limit.'],
  2200: [400, 'Callback verification failed'],
  2500: [400, 'Unknown path components'],
  80007: [400, 'Rate limit issues'],
  130429: [400, 'Rate limit hit'],
  130472: [400, "User's number is part of an experiment"],
  130497: [403, 'Business account is restricted from messaging users in this country'],
  131000: [500, 'Something went wrong'],
  131005: [403, 'Access denied'],
  131008: [400, 'Required parameter is missing'],
  131009: [400, 'Parameter value is not valid'],
  131016: [500, 'Service unavailable'],
  131021: [400, 'Recipient cannot be sender'],
  131026: [400, 'Message undeliverable'],
  131031: [403, 'Business Account locked'],
  131037: [400, 'WhatsApp provided number needs display name approval before message can be sent'],
  131042: [400, 'Business eligibility payment issue'],
  131045: [500, 'Incorrect certificate'],
  131047: [400, 'Re-engagement message'],
  131048: [400, 'Spam rate limit hit'],
  131049: [400, 'Meta chose not to deliver'],
  131050: [400, 'User has stopped marketing messages from this business'],
  131051: [400, 'Unsupported message type'],
  131052: [400, 'Media download error'],
  131053: [400, 'Media upload error'],
  131056: [400, 'Pair rate limit hit'],
  131057: [500, 'Account in maintenance mode'],
  131062: [400, 'Business-scoped user ID is not supported for this message'],
  132000: [400, 'Number of parameters does not match the expected number of params'],
  132001: [404, 'Template name does not exist in the translation'],
  132005: [400, 'Translated text too long'],
  132007: [400, 'Format character policy violated'],
  132012: [400, 'Parameter format does not match format in the created template'],
  132015: [400, 'Template is paused'],
  132016: [400, 'Template is disabled'],
  133004: [503, 'Server temporarily unavailable'],
  133005: [400, 'Two step verification PIN mismatch'],
  133010: [400, 'Phone number not registered'],
  135000: [400, 'Generic user error'],
}

export interface ErrorDetails {
  details?: string
  subcode?: number
  /** Words other than those of the table. */
  message?: string
  /** What the sender sees in Business Suite; some errors of templates have only this. */
  userMessage?: string
  /** Errors of Messenger have no messaging_product. */
  product?: 'whatsapp' | 'messenger'
}

/** A refusal in Meta's words; thrown anywhere below a route, written by `errorBody`. */
export class GraphError extends Error {
  override name = 'GraphError'
  readonly code: number
  readonly status: number
  readonly more: ErrorDetails

  constructor(code: number, more: ErrorDetails = {}) {
    const [status, message] = codeWords(code)
    super(more.message ?? message)
    this.code = code
    this.status = status
    this.more = more
  }
}

function codeWords(code: number): [status: number, message: string] {
  const known = CODES[code]
  if (!known) throw new Error(`The table of codes lacks ${code}.`)
  return known
}

/** The body of a refused request. */
export function errorBody({ code, message, more }: GraphError, traceId: string): object {
  return {
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      ...(more.subcode !== undefined && { error_subcode: more.subcode }),
      ...(more.details !== undefined && { error_data: errorData(more) }),
      ...(more.userMessage !== undefined && { error_user_msg: more.userMessage }),
      fbtrace_id: traceId,
    },
  }
}

function errorData({ details, product = 'whatsapp' }: ErrorDetails): object {
  return { ...(product === 'whatsapp' && { messaging_product: 'whatsapp' }), details }
}

/** An error as it stands in a failed status or in an unsupported message. */
export function webhookError(code: number, details?: string): object {
  const title = codeWords(code)[1]
  return {
    code,
    title,
    message: title,
    error_data: { details: details ?? title },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  }
}
