import type { ServerFrame } from '@loods/protocol'

/** Reads a frame of the relay by its discriminant; undefined for anything else. Unknown types pass: they are ignored later. */
export function readFrame(data: unknown): ServerFrame | undefined {
  try {
    const frame = JSON.parse(data as string)
    return typeof frame.type === 'string' ? frame : undefined
  } catch {
    return undefined
  }
}
