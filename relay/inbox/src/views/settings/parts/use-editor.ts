import { useState } from 'preact/hooks'
import { ApiError } from '../../../api/client.ts'
import { useInbox } from '../../../app/context.ts'
import { errorWords } from '../../../app/toasts.ts'
import { useSettings } from '../settings-context.ts'

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

/**
 * @param send tells the relay; the form stays as it is when this rejects
 * @param special words for codes that mean something more precise here
 */
export function useEditor<Values extends object>(
  initial: Values,
  send: (values: Values) => Promise<void>,
  special: Partial<Record<ApiError['code'], { field: string; text: string }>> = {},
): Editor<Values> {
  const { words: inboxWords } = useInbox()
  const { words } = useSettings()
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
    const text = words.problems[field?.split('.').at(-1) as keyof typeof words.problems]
    return { field, text: text ?? errorWords(inboxWords, error) }
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
