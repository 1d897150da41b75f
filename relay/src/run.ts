import { SERVICE_CHANNEL } from './channels/channel.service.ts'
import { ConfigError, readConfig } from './config.ts'
import { type AppContext, createContext, type Overrides } from './context.ts'
import { freePort, type RelayServer, startServer } from './server.ts'
import { explainDatabase, explainListening } from './start-errors.ts'

/** A relay that listens, and what it is made of. */
export interface RunningRelay extends RelayServer {
  context: AppContext
}

/** Starts a relay, or complains which setting cannot be used and ends the process. */
export async function orExplain(
  start: () => Promise<unknown>,
  complain: (line: string) => void,
): Promise<void> {
  try {
    await start()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    complain(error.message)
    // Connections that were opened meanwhile must not keep the terminal.
    process.exit(2)
  }
}

/**
 * Starts a relay from its environment and says where to go.
 * @param say prints a line for the person who started it
 * @throws ConfigError naming a setting that cannot be used
 */
export async function runRelay(
  env: Record<string, string | undefined>,
  say: (line: string) => void,
  overrides: Overrides = {},
): Promise<RunningRelay> {
  const config = readConfig({ ...env, PORT: await choosePort(env) })
  const context = await createContext(config, overrides).catch((error) => {
    throw explainDatabase(config, error)
  })
  const server = await startServer(context).catch((error) => {
    throw explainListening(config, error)
  })
  stopOnSignal(context, server)
  say(`Loods listens on ${server.url}`)
  if (config.demo) say(`  Demo shop  ${config.publicUrl}/demo`)
  if (context.demoPhones) say(`  Phones     ${config.publicUrl}/demo/phone`)
  say(`  Inbox      ${config.publicUrl}/inbox`)
  if (config.serviceWhatsapp && !context.demoPhones) await sayCallback(context, say)
  const secret = await context.setUp.openLink()
  if (secret) say(`  First owner, once: ${config.publicUrl}/inbox#set-up=${secret}`)
  return { ...server, context }
}

/** What the operator's own number needs at Meta: nobody else has a screen for it. */
async function sayCallback(
  { channels, config }: AppContext,
  say: (line: string) => void,
): Promise<void> {
  const { verifyToken } = await channels.secrets(SERVICE_CHANNEL, 'set up')
  say(`  WhatsApp   callback ${config.publicUrl}/channels/${SERVICE_CHANNEL}/webhook`)
  say(`             verify token ${verifyToken}`)
}

/** A terminal's Ctrl-C arrives twice, directly and through npm: the second one changes nothing. */
function stopOnSignal(context: AppContext, server: RelayServer): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    // A mail server that does not answer must not keep the process: its row has a lease and goes on later.
    server.stop().then(
      () => process.exit(0),
      (error) => {
        context.log.error({ error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
}

/** PORT=0 means any free port; it must be known before links are written with it. */
async function choosePort(env: Record<string, string | undefined>): Promise<string | undefined> {
  return env.PORT === '0' ? String(await freePort()) : env.PORT
}
