import { buildShopifyApp, fetchAdminSchema } from '../../../scripts/build-shopify.ts'

/** The suites look at the app as Shopify's own tools have built it, which they do offline or not at all. */
export async function setup(): Promise<void> {
  const say = (line: string) => console.log(line)
  await buildShopifyApp(say)
  fetchAdminSchema(say)
}
