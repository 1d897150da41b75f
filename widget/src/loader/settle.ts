/** Resolves once the page has loaded and has nothing better to do. */
export async function afterSettled(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => addEventListener('load', resolve))
  }
  await new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve))
}
