import { RelayError } from '../errors.ts'

/** Postgres: disk full, too many connections, shutting down, connection lost. */
const POSTGRES_AWAY = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08003',
  '08006',
  'ECONNREFUSED',
])

/**
 * Turns what a database throws into what a client can act on. A RelayError passes through; anything
 * unknown stays itself and is answered as `internal`.
 */
export function toStorageError(error: unknown): Error {
  if (error instanceof RelayError) return error
  const code = (error as { code?: string })?.code ?? ''
  if (code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_IOERR') || code === '53100') {
    return new RelayError(
      'storage_full',
      'The relay cannot write to its disk. Your text is kept; try again in a minute.',
      { cause: error },
    )
  }
  if (code.startsWith('SQLITE_BUSY') || POSTGRES_AWAY.has(code)) {
    return new RelayError(
      'unavailable',
      'The relay is busy. Your text is kept; it is tried again.',
      { cause: error },
    )
  }
  return error instanceof Error ? error : new Error(String(error))
}
