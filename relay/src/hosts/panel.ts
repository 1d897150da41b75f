import type { Database } from '../db/database.ts'
import { isPersonOf } from './person.repository.ts'

/** A shop's own admin panel, as a place to answer from. */
export interface Panel {
  /** Opens the inbox in it. @param path a place in the inbox, such as `/c/<id>` */
  at(path: string): string
  /** Opens where an owner says what the chat may see of the shop. */
  permissions: string
}

/** The panel of a shop that has an address of its own for the inbox; undefined for every other. */
export type PanelOf = (siteId: string) => Promise<Panel | undefined>

/**
 * The panel somebody with this address answers from: who comes in by it has no other way in, and who does
 * not has none into it.
 */
export function createPanelFor(db: Pick<Database, 'read'>, panelOf: PanelOf) {
  return async (siteId: string, email: string): Promise<Panel | undefined> =>
    (await isPersonOf(db.read, siteId, email)) ? panelOf(siteId) : undefined
}
