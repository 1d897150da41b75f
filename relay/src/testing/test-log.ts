import type { Logger } from '../logger.ts'

/** A log that a test reads: each line's level, its words, and what was logged with it. */
export interface TestLog extends Logger {
  lines: Array<{ level: string; message: string; error?: unknown }>
}

export function createTestLog(): TestLog {
  const lines: TestLog['lines'] = []
  const at =
    (level: string) =>
    (facts: unknown, message = String(facts)) =>
      void lines.push({ level, message, ...(facts as object) })
  return {
    lines,
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
  } as TestLog
}
