import { type ReadonlySignal, signal } from '@preact/signals'
import { ApiError } from '../api/client.ts'
import type { Words } from '../i18n/words.ts'

export interface Toast {
  id: number
  kind: 'done' | 'problem'
  text: string
  /** What can be done about it, such as undoing. */
  action?: { label: string; run(): void }
}

/** Short messages that go by themselves. */
export interface Toasts {
  all: ReadonlySignal<Toast[]>
  done(text: string, action?: Toast['action']): void
  problem(text: string): void
  /** Says what an error means, in words. */
  failed(error: unknown): void
  dismiss(id: number): void
}

const SHOWN_FOR = 6_000

export function createToasts(words: Words): Toasts {
  const all = signal<Toast[]>([])
  let last = 0

  function dismiss(id: number): void {
    all.value = all.peek().filter((toast) => toast.id !== id)
  }

  function show(toast: Omit<Toast, 'id'>): void {
    const id = ++last
    all.value = [...all.peek().slice(-2), { ...toast, id }]
    setTimeout(() => dismiss(id), SHOWN_FOR)
  }

  return {
    all,
    dismiss,
    done: (text, action) => show({ kind: 'done', text, ...(action && { action }) }),
    problem: (text) => show({ kind: 'problem', text }),
    failed: (error) => show({ kind: 'problem', text: errorWords(words, error) }),
  }
}

/** What an error means for somebody who wants to go on. */
export function errorWords(words: Words, error: unknown): string {
  return words.errors[error instanceof ApiError ? error.code : 'internal']
}
