/** The relay, and while it is a demo the networks and phones to try its channels with. */
import { readConfig } from '../relay/src/config.ts'
import { orExplain, runRelay } from '../relay/src/run.ts'

await orExplain(async () => {
  const { env } = process
  if (!readConfig(env).demo || env.GRAPH_URL || env.SERVICE_WHATSAPP) {
    await runRelay(env, console.log)
    return
  }
  const { startDemoNetworks } = await import('./demo-networks.ts')
  const networks = await startDemoNetworks(env)
  const relay = await runRelay(networks.env, console.log, { demoPhones: networks.phones })
  await networks.connect(relay)
}, console.error)
