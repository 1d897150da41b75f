/** Registers the service worker once the page has nothing better to do; its code is fetched then. */
export function startWorker(): void {
  const start = async () => {
    const { registerWorker } = await import('../pwa/register.ts')
    await registerWorker((path) => {
      location.hash = new URL(path, location.href).hash
    })
  }
  // Without a worker there are no alerts while the inbox is closed; the settings say so.
  const attempt = () => void start().catch(() => undefined)
  if ('requestIdleCallback' in window) requestIdleCallback(attempt)
  else setTimeout(attempt, 1_000)
}
