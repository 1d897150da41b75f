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
  set(name: keyof Values & string): (event: { currentTarget: { value: string } }) => void
  submit(event: Event): void
}

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
      const all = await loadWords(words.language)
      const field = error instanceof ApiError ? error.field : undefined
      setProblem({ text: errorWords(all, error), field })
      setBusy(false)
    }
  }

  return {
    values,
    busy,
    problem: problem?.text,
    field: problem?.field,
    set: (name) => (event) => setValues({ ...values, [name]: event.currentTarget.value }),
    submit(event) {
      event.preventDefault()
      if (!busy) void run()
    },
  }
}
