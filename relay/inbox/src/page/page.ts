import { mountInbox } from '../app/mount.tsx'
import { hashNavigation } from '../app/navigation.ts'
import { createAttention } from './attention.ts'
import type { Gate } from './gate.tsx'
import { getToken, signOut } from './page-api.ts'
import { startWorker } from './start-worker.ts'

/** Runs the relay's own page: the doors in front of the inbox, then the inbox itself. */
export function startPage(stage: HTMLElement): void {
  const door = doorInAddress(location.hash)
  if (door) void openGate(stage, door)
  else openInbox(stage)
  startWorker()
}

function openInbox(stage: HTMLElement): void {
  const { demo } = stage.dataset
  const inbox = mountInbox(stage, {
    relayUrl: '',
    getToken,
    navigation: hashNavigation(window),
    ...(demo && { demoUrl: demo }),
    onAttention: createAttention(document),
    onSignIn: leave,
    onSignOut: () => void signOut().finally(leave),
  })

  function leave(): void {
    inbox.unmount()
    void openGate(stage, { name: 'sign-in' })
  }
}

/** The gate is code of its own: whoever is signed in never fetches it. */
async function openGate(stage: HTMLElement, gate: Gate): Promise<void> {
  const { mountGate } = await import('./gate.tsx')
  const unmount = mountGate(stage, gate, () => {
    unmount()
    // The link has done its work; it must not stay in the address or the history.
    if (gate.name !== 'sign-in') history.replaceState(null, '', location.pathname)
    openInbox(stage)
  })
}

/** Reads `#set-up=…`, `#invitation=…` and the like: secrets stand behind the `#`, which no server sees. */
export function doorInAddress(hash: string): Gate | undefined {
  const [, name, token] =
    /^#(set-up|invitation|reset|sign-up|email|phone)=([\w-]{10,100})$/.exec(hash) ?? []
  return name && token ? ({ name, token } as Gate) : undefined
}
