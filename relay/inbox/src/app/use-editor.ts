import { useState } from 'preact/hooks'
import { ApiError } from '../api/client.ts'
import { useInbox } from './context.ts'
import { errorWords } from './toasts.ts'

/** A form on its way to the relay: what it holds, whether it is busy, what was refused. */
export interface Editor<Values> {
  values: Values
  busy: boolean
  /** What is wrong with the form as a whole. */
  problem: string | undefined
  /** What is wrong with one field, by its name at the relay. */
  problemOf(field: string): string | undefined
  set(change: Partial<Values>): void
  submit(event: Event): void
}

/** What is said of refusals that mean something more precise in one view. */
export interface EditorWords {
  /** By the last part of the name a field has at the relay. */
  problems: Readonly<Record<string, string>>
  special?: Partial<Record<ApiError['code'], { field: string; text: string }>>
}

/** @param send tells the relay; the form stays as it is when this rejects */
export function useEditor<Values extends object>(
  initial: Values,
  send: (values: Values) => Promise<void>,
  { problems, special = {} }: EditorWords,
): Editor<Values> {
  const { words } = useInbox()
  const [values, setValues] = useState(initial)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ field?: string | undefined; text: string }>()

  async function run(): Promise<void> {
    setBusy(true)
    setRefused(undefined)
    try {
      await send(values)
    } catch (error) {
      setRefused(explain(error))
      setBusy(false)
    }
  }

  function explain(error: unknown): { field?: string | undefined; text: string } {
    const { code, field } = error instanceof ApiError ? error : {}
    const known = code && special[code]
    if (known) return known
    return { field, text: problems[field?.split('.').at(-1) ?? ''] ?? errorWords(words, error) }
  }

  return {
    values,
    busy,
    problem: refused && !refused.field ? refused.text : undefined,
    problemOf: (field) => (refused?.field === field ? refused.text : undefined),
    set: (change) => setValues((now) => ({ ...now, ...change })),
    submit(event) {
      event.preventDefault()
      if (!busy) void run()
    },
  }
}
