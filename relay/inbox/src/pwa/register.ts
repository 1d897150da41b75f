import { readWorkerMessage } from './messages.ts'

const WORKER = '/inbox/sw.js'

/**
 * Gives the relay's own inbox page its service worker, so that alerts arrive while no inbox is open.
 * @param onOpen called with the path behind an alert that was pressed
 */
export async function registerWorker(onOpen: (path: string) => void): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!workers) return
  workers.addEventListener('message', ({ data }) => {
    const message = readWorkerMessage(data)
    if (message?.type === 'loods:open') onOpen(message.path)
  })
  await workers.register(trusted(WORKER), { scope: '/inbox', updateViaCache: 'none' })
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string }
}

/** The page's policy takes script addresses of ours only. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  return trustedTypes?.createPolicy('loods-worker', { createScriptURL }).createScriptURL(url) ?? url
}

function createScriptURL(url: string): string {
  if (url !== WORKER) throw new TypeError('This is not the service worker of the inbox.')
  return url
}
