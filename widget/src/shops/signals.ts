import type { LoodsSignal } from '../../types/index.d.ts'

/** Signals the relay takes at once. */
const MAX_SIGNALS = 3

/** Makes what tells of things that went wrong: members see them in the chat, triggers wait for them. */
export function createSignals(): (signal: Omit<LoodsSignal, 'id'>) => void {
  const signals: LoodsSignal[] = []
  return (signal) => {
    signals.push({ id: crypto.randomUUID(), ...signal })
    signals.splice(0, signals.length - MAX_SIGNALS)
    window.loods?.('track', signal.code)
    window.loods?.('context', { signals: [...signals] })
  }
}
