/** @jsxImportSource #dom */
import type { View } from './view.ts'

export function Voice(_: { view: View }) {
  return null
}
