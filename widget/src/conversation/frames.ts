import type { ServerFrame } from '@loods/protocol'
import { readJson } from './read-json.ts'

/** Reads a frame of the relay by its discriminant; undefined for anything else. Unknown types pass: they are ignored later. */
export function readFrame(data: unknown): ServerFrame | undefined {
  const frame = readJson(data) as ServerFrame | null | undefined
  return typeof frame?.type === 'string' ? frame : undefined
}
