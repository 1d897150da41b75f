import type { Core } from '../core.ts'
import type { Page, Person } from '../world/world.ts'

/** Tells subscribers of one thing that happened between a person and a page. */
export async function emitPageEvent(
  core: Core,
  page: Page,
  field: string,
  element: Record<string, unknown>,
): Promise<void> {
  const at = core.time.now()
  await core.outbox.emit({
    object: 'page',
    ownerId: page.id,
    numberId: undefined,
    field,
    value: { ...element, timestamp: at },
    at,
    timed: false,
  })
}

/** From a person to a page. */
export function fromPerson(core: Core, page: Page, person: Person): Record<string, unknown> {
  return { sender: { id: core.identities.psidOf(page.id, person) }, recipient: { id: page.id } }
}

/** An echo of what the page itself said, wherever it was written. */
export async function emitEcho(
  core: Core,
  page: Page,
  person: Person,
  message: Record<string, unknown>,
): Promise<void> {
  await emitPageEvent(core, page, 'message_echoes', {
    sender: { id: page.id },
    recipient: { id: core.identities.psidOf(page.id, person) },
    message: { ...message, is_echo: true },
  })
}
