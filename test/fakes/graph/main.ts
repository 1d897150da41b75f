/**
 * node test/fakes/graph/main.ts [graph port] [media port]: the fake by itself with demo data. Prints
 * what a shop has to fill in, and where the phones are.
 */
import { createDemoWorld } from './demo-world.ts'
import { phoneApp } from './phone/phone-app.ts'

const [graphPort = '0', mediaPort = '0'] = process.argv.slice(2)

const { graph, app, shop, service, page, pageToken, merchant, shopper } = createDemoWorld()
graph.app.route('/', phoneApp(graph, [merchant, shopper]))
const urls = await graph.listen({ graph: Number(graphPort), media: Number(mediaPort) })

console.log(`Phones        ${urls.graph}/phone`)
console.log(`Graph         ${urls.graph} (media: ${urls.media})`)
console.log(`App           ${app.id}, secret ${app.secret}`)
for (const [name, { waba, number, token }] of Object.entries({ shop, service })) {
  console.log(`Number        ${name}: ${number.displayPhoneNumber}`)
  console.log(`  id ${number.id}, account ${waba.id}`)
  console.log(`  token ${token.value}`)
}
console.log(`Page          ${page.username}: ${page.id}`)
console.log(`  token ${pageToken.value}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void graph.close())
