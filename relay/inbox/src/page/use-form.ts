import { useState } from 'preact/hooks'
import { ApiError } from '../api/client.ts'
import { errorWords } from '../app/toasts.ts'
import { loadWords } from '../i18n/words.ts'
import type { AccountWords } from './account-words.ts'

/** One form on its way to the relay: what it holds, whether it is busy, and what went wrong in words. */
export interface Form<Values> {
  values: Values
  busy: boolean
  problem: string | undefined
  /** Name of the field the relay refused. */
  field: string | undefined
  /** Whether that field is one of this form, so that the problem stands there. */
  showsAtField: boolean
  set(name: keyof Values & string): (event: { currentTarget: { value: string } }) => void
  submit(event: Event): void
}

/** @param send tells the relay; the form stays as it is when this rejects */
export function useForm<Values extends object>(
  words: AccountWords,
  initial: Values,
  send: (values: Values) => Promise<void>,
): Form<Values> {
  const [values, setValues] = useState(initial)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ text: string; field: string | undefined }>()

  async function run(): Promise<void> {
    setBusy(true)
    setProblem(undefined)
    try {
      await send(values)
    } catch (error) {
      const field = error instanceof ApiError ? error.field : undefined
      setProblem({ text: await errorText(words, error), field })
    }
    setBusy(false)
  }

  return {
    values,
    busy,
    problem: problem?.text,
    field: problem?.field,
    showsAtField: problem?.field !== undefined && problem.field in values,
    set: (name) => (event) => {
      const { value } = event.currentTarget
      setValues((now) => ({ ...now, [name]: value }))
    },
    submit(event) {
      event.preventDefault()
      if (!busy) void run()
    },
  }
}

/** What an error means, in the words of the gate's language. */
export async function errorText(words: AccountWords, error: unknown): Promise<string> {
  return errorWords(await loadWords(words.language), error)
}
