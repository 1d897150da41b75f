import type { Migration } from 'kysely/migration'
import { up as init } from './001-init.ts'

/** Every migration by number, listed by hand: the order is what runs. */
export const migrations: Record<string, Migration> = {
  '001-init': { up: init },
}
