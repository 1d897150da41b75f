import { pino } from 'pino'

/** The part of a logger the relay's rooms use. */
export type Logger = Pick<pino.Logger, 'error' | 'warn' | 'info' | 'debug'>

/** Fields that never reach a log, wherever they sit: message text, secrets, addresses, numbers. */
const HIDDEN = [
  'text',
  'token',
  'secret',
  'password',
  'email',
  'phone',
  'authorization',
  'cookie',
  'url',
  'name',
]

/**
 * The relay's log: one JSON line a fact on standard output. Errors are logged by name, code and
 * stack; their messages pass only for our own refusals, whose words hold nothing of a shopper's.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    redact: {
      paths: HIDDEN.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
      censor: '[hidden]',
    },
    serializers: { error: describeError },
    base: null,
  })
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code } = error as { code?: string }
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '))
  return {
    type: error.name,
    ...(code !== undefined && { code }),
    at: frames?.slice(0, 6).map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}
