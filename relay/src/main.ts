import { ConfigError, readConfig } from './config.ts'
import { createContext } from './context.ts'
import { startServer } from './server.ts'

/** Runs the relay until it is told to stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const context = await createContext(config)
  const server = await startServer(context)
  const publicUrl = process.env.PUBLIC_URL ? config.publicUrl : server.url
  console.log(`Loods listens on ${server.url}`)
  if (config.demo) console.log(`  Demo shop  ${publicUrl}/demo`)
  console.log(`  Inbox      ${publicUrl}/inbox`)
  const secret = await context.setUp.openLink()
  if (secret) console.log(`  First owner, once: ${publicUrl}/inbox#set-up=${secret}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.stop().catch((error) => {
        context.log.error({ error }, 'stopping failed')
        process.exitCode = 1
      })
    })
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
