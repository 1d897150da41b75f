/** Milliseconds between looks at whether the page has settled. */
const LOOK_EVERY = 500

/** Runs a moment later, and not before the page has loaded. */
export function whenSettled(run: () => void): void {
  setTimeout(() => {
    if (document.readyState === 'complete') run()
    else whenSettled(run)
  }, LOOK_EVERY)
}
