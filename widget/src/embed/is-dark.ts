import type { Look } from '@loods/protocol'

/** Whether what we show is dark, as the shop chose. */
export function isDark(theme: Look['theme']): boolean {
  return theme === 'auto' ? matchMedia('(prefers-color-scheme:dark)').matches : theme === 'dark'
}
