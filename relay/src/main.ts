import { ConfigError, readConfig } from './config.ts'
import { type AppContext, createContext } from './context.ts'
import { type RelayServer, startServer } from './server.ts'

/** Runs the relay until it is told to stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const context = await createContext(config)
  const server = await startServer(context)
  stopOnSignal(context, server)
  const publicUrl = process.env.PUBLIC_URL ? config.publicUrl : server.url
  console.log(`Loods listens on ${server.url}`)
  if (config.demo) console.log(`  Demo shop  ${publicUrl}/demo`)
  console.log(`  Inbox      ${publicUrl}/inbox`)
  const secret = await context.setUp.openLink()
  if (secret) console.log(`  First owner, once: ${publicUrl}/inbox#set-up=${secret}`)
}

/** A terminal's Ctrl-C arrives twice, directly and through npm: the second one changes nothing. */
function stopOnSignal(context: AppContext, server: RelayServer): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    server.stop().catch((error) => {
      context.log.error({ error }, 'stopping failed')
      process.exitCode = 1
    })
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
