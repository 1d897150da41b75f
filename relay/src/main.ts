import { orExplain, runRelay } from './run.ts'

/** Runs the relay until it is told to stop. */
await orExplain(() => runRelay(process.env, console.log), console.error)
