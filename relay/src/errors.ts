import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '@loods/protocol'

/** A refusal with a code of the closed list; everything else that is thrown is answered as `internal`. */
export class RelayError extends Error {
  override name = 'RelayError'
  readonly code: ErrorCode
  readonly field: string | undefined
  readonly retryAfter: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    options: { field?: string; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.code = code
    this.field = options.field
    this.retryAfter = options.retryAfter
  }

  get status(): number {
    return ERROR_STATUS[this.code]
  }
}

/** What a client is told of any error: never more than the code's own words. */
export function toErrorBody(error: unknown): ErrorBody {
  if (!(error instanceof RelayError)) {
    return {
      code: 'internal',
      message: 'Something went wrong on our side. Nothing was lost; try again.',
    }
  }
  return {
    code: error.code,
    message: error.message,
    ...(error.field !== undefined && { field: error.field }),
    ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }),
  }
}

/** The refusal for anything that is not there, or is not the asker's: the two must look the same. */
export function notFound(what = 'This'): RelayError {
  return new RelayError(
    'not_found',
    `${what} is not here. It may have been removed; go back and reload.`,
  )
}
