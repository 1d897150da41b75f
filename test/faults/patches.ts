import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** A change to the relay's source made while it loads: a planted bug, or a fault made likelier. */
interface Patch {
  file: string
  find: string
  replace: string
}

/**
 * Bugs of the kinds that lost messages elsewhere. The product holds none of them and no switch for
 * them; they exist only in a process started with their name.
 */
export const PATCHES: Record<string, Patch[]> = {
  /** The answer leaves first, the write follows a moment later. */
  'ack before commit': [
    {
      file: 'db/writer.ts',
      find: 'await trx.commit().execute()',
      replace: `done.settled.forEach((settle, i) => batch[i].command.name === 'append' && settle())
      await new Promise((resolve) => setTimeout(resolve, 25))
      await trx.commit().execute()`,
    },
  ],
  /** A retry is not recognised. */
  'no unique client id': [
    {
      file: 'conversations/append.ts',
      find: 'for (const row of await findSent(db, inputs)) {',
      replace: 'for (const row of (await findSent(db, inputs)).slice(0, 0)) {',
    },
    {
      file: 'db/migrations/001-init.ts',
      find: "    .addUniqueConstraint('messages_cid', ['cid', 'conversation_id'])\n",
      replace: '',
    },
  ],
  /** Members see what is not stored yet. */
  'fan-out before commit': [
    {
      file: 'db/writer.ts',
      find: 'await trx.commit().execute()',
      replace: `options.onCommit(wake, done)
      await new Promise((resolve) => setTimeout(resolve, 25))
      await trx.commit().execute()`,
    },
  ],
  /** What is to be delivered waits in memory. */
  'in-memory outbox': [
    {
      file: 'conversations/append.ts',
      find: 'await enqueue(batch.tx, batch.outbox)',
      replace: 'globalThis.outbox = [...(globalThis.outbox ?? []), ...batch.outbox]',
    },
  ],
  /** A wake-up that got lost never heals; see `hardly a wake-up`. */
  'notifier without poll': [
    { file: 'live/hub.ts', find: 'async poll() {', replace: 'async poll() {\n      return' },
  ],
  /** Not a bug but a bad day: a third of the wake-ups do not arrive. The relay must live with it. */
  'lost wake-ups': losingWakeUps(0.3),
  /** A worse day, on which a bug that needs a lost wake-up is found at once. */
  'hardly a wake-up': losingWakeUps(0.9),
}

function losingWakeUps(share: number): Patch[] {
  return [
    {
      file: 'live/hub.ts',
      find: 'wake(changes, committed = []) {',
      replace: `wake(changes, committed = []) {\n      if (Math.random() < ${share}) return`,
    },
    {
      file: 'live/hub.ts',
      find: 'hub.wake(new Map([[tail.siteId, head]]))',
      replace: 'if (head > tail.heard) { tail.heard = head; void advance(tail) }',
    },
  ]
}

/**
 * Changes the relay's modules as they load. Call it before importing any of them.
 * @throws when a text to be replaced is no longer in its file: the planted bug would not be planted
 */
export function applyPatches(names: string[]): void {
  const patches = names.flatMap((name) => {
    const found = PATCHES[name]
    if (!found) throw new Error(`There is no patch called ${name}`)
    return found
  })
  const files = new Set(patches.map((patch) => patch.file))
  for (const file of files) patched(file, patches)
  registerHooks({
    load(url, context, nextLoad) {
      const file = [...files].find((name) => url.endsWith(`/relay/src/${name}`))
      if (!file) return nextLoad(url, context)
      return { format: 'module-typescript', source: patched(file, patches), shortCircuit: true }
    },
  })
}

function patched(file: string, patches: Patch[]): string {
  const path = fileURLToPath(new URL(`../../relay/src/${file}`, import.meta.url))
  let source = readFileSync(path, 'utf8')
  for (const patch of patches.filter((one) => one.file === file)) {
    if (!source.includes(patch.find)) throw new Error(`${file} no longer holds: ${patch.find}`)
    source = source.replace(patch.find, () => patch.replace)
  }
  return source
}
