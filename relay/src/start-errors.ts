import { type Config, ConfigError, unusableFolder } from './config.ts'

/** What can be wrong with an address to listen on, by the system's code, and what to do. */
const LISTENING: Record<string, (config: Config) => string> = {
  EADDRINUSE: ({ host, port }) =>
    `PORT cannot be used: something listens on ${host}:${port} already. Stop it, or set PORT to another one (0 takes any that is free).`,
  EACCES: ({ port }) =>
    `PORT cannot be used: this user may not listen on ${port}. Set PORT to one from 1024 on, such as 8787.`,
  EADDRNOTAVAIL: ({ host }) => noSuchHost(host),
  ENOTFOUND: ({ host }) => noSuchHost(host),
  EAI_AGAIN: ({ host }) => noSuchHost(host),
  EINVAL: ({ host }) => noSuchHost(host),
}

function noSuchHost(host: string): string {
  return `HOST cannot be used: ${host} is no address of this machine. Write 127.0.0.1 for this machine only, or 0.0.0.0 for all its addresses.`
}

/** The setting behind a relay that could not listen; the error itself when it is none. */
export function explainListening(config: Config, error: unknown): unknown {
  const sentence = LISTENING[codeOf(error)]?.(config)
  return sentence === undefined ? error : new ConfigError(sentence, { cause: error })
}

/** The setting behind a database that did not open; the error itself when it is none. */
export function explainDatabase(config: Config, error: unknown): unknown {
  const code = codeOf(error)
  if (config.databaseUrl === undefined) {
    return /^(SQLITE_(CANTOPEN|READONLY|NOTADB|FULL|IOERR)|E[A-Z]+$)/.test(code)
      ? unusableFolder(config.dataDir, { code })
      : error
  }
  // The network's codes, and Postgres's classes of connections, sign-in and unknown databases.
  if (!/^(E[A-Z_]+|08...|28...|3D...|57P0.)$/.test(code)) return error
  return new ConfigError(
    `DATABASE_URL cannot be used: the database did not let the relay in (${code}). See that Postgres runs there, and that user, password and database are right.`,
    { cause: error },
  )
}

/** The code of an error, or of the first one below it that has one. */
function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: unknown }
  return code ?? (cause === undefined ? '' : codeOf(cause))
}
