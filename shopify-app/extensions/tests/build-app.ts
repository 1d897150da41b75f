import { buildShopifyApp } from '../../../scripts/build-shopify.ts'

/** The suites look at the app as Shopify's own tools have built it, which they do offline or not at all. */
export async function setup(): Promise<void> {
  await buildShopifyApp((line) => console.log(line))
}
