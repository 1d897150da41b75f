/** Where the bundles are; the build wrote them before the relay started. */
export const DIST = new URL('../../../dist/', import.meta.url).pathname
