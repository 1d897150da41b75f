/**
 * node test/fakes/shopify/main.ts [address of the app] [port]: the fake by itself with demo data.
 * Prints what the app has to be told, and where a merchant opens it.
 */
import { createDemoWorld } from './demo-world.ts'

const [appUrl = 'http://127.0.0.1:8080/shopify', port = '0'] = process.argv.slice(2)
const apiKey = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'
const apiSecret = 'shpss_local_and_known_to_everybody'

const { shopify, shop } = await createDemoWorld({ apiKey, apiSecret, appUrl, port: Number(port) })

console.log(`SHOPIFY_API_KEY=${apiKey}`)
console.log(`SHOPIFY_API_SECRET=${apiSecret}`)
console.log(`SHOPIFY_ADMIN_URL=${shopify.adminUrlTemplate}`)
console.log(`SHOPIFY_CDN_URL=${shopify.cdnUrl}`)
console.log(`Merchant      ${shopify.appPage(shop)}`)
console.log(`Theme editor  ${shopify.adminUrl(shop)}/admin/themes/current/editor?context=apps`)
console.log(`Shop          ${shopify.storefrontHost(shop)}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void shopify.close())
