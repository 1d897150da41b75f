import type { Migration } from 'kysely/migration'
import { up as init } from './001-init.ts'

/** Every migration of insights.sqlite by number, listed by hand. */
export const migrations: Record<string, Migration> = {
  '001-init': { up: init },
}
