import { cpus, loadavg, totalmem } from 'node:os'

/** What numbers depend on beside our code. */
export interface Machine {
  cores: number
  cpu: string
  memoryGb: number
  node: string
  /** Load average over a minute when the run began. */
  load: number
  startedAt: string
}

export function describeMachine(): Machine {
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    load: loadavg()[0] ?? 0,
    startedAt: new Date().toISOString(),
  }
}

/** A warning when others were at work on this machine; undefined when it was quiet. */
export function warnIfBusy(machine: Machine): string | undefined {
  if (machine.load < machine.cores * 0.3) return undefined
  return `The machine was busy (load ${machine.load.toFixed(1)} on ${machine.cores} cores): trust ratios and CPU time, not times.`
}
