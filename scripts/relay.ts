/** The relay, and while it is a demo the networks and phones to try its channels with. */
import { join } from 'node:path'
import { readConfig } from '../relay/src/config.ts'
import { orExplain, runRelay } from '../relay/src/run.ts'

await orExplain(async () => {
  const { env } = process
  const { demo, dataDir } = readConfig(env)
  if (!demo || env.GRAPH_URL || env.SERVICE_WHATSAPP) {
    await runRelay(env, console.log)
    return
  }
  const { startDemoNetworks } = await import('./demo-networks.ts')
  const networks = await startDemoNetworks(env, join(dataDir, 'demo-clock'))
  // One clock for shop and networks: what is put ahead on the phones is ahead in the inbox too.
  const clock = networks.world.graph.time.now
  const relay = await runRelay(networks.env, console.log, { clock, demoPhones: networks.phones })
  await networks.connect(relay)
}, console.error)
