import { applyPatches } from './patches.ts'

/**
 * The relay as a process for fault tests: limits raised so that load is load, and the patches named
 * in PATCHES (separated by commas) planted.
 */
applyPatches((process.env.PATCHES ?? '').split(',').filter(Boolean))
const { runRelay } = await import('../../relay/src/run.ts')
const { DEFAULT_LIMITS } = await import('../../relay/src/limits/limits.ts')
const limits = Object.fromEntries(
  Object.entries(DEFAULT_LIMITS).map(([name, rule]) => [name, { ...rule, points: 1_000_000 }]),
) as typeof DEFAULT_LIMITS
await runRelay(process.env, console.log, { limits })
