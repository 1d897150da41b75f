import { ConfigError } from './config.ts'
import { runRelay } from './run.ts'

/** Runs the relay until it is told to stop. */
try {
  await runRelay(process.env, console.log)
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  // Connections that were opened meanwhile must not keep the terminal.
  process.exit(2)
}
