import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import type { FormProps } from './gate.tsx'
import { signIn } from './page-api.ts'
import { useForm } from './use-form.ts'

/** Signing in with address and password. */
export function SignInForm({ words, onDone }: FormProps) {
  const form = useForm(words, { email: '', password: '' }, async (values) => {
    await signIn(values)
    onDone()
  })
  return (
    <>
      <h1>{words.signInTitle}</h1>
      <form onSubmit={form.submit}>
        <Field label={words.email}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="email"
              name="email"
              autocomplete="username"
              required
              value={form.values.email}
              onInput={form.set('email')}
            />
          )}
        </Field>
        <Field label={words.password}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="password"
              name="password"
              autocomplete="current-password"
              required
              value={form.values.password}
              onInput={form.set('password')}
            />
          )}
        </Field>
        {form.problem && (
          <p class="problem" role="alert">
            {form.problem}
          </p>
        )}
        <Button kind="main" type="submit" disabled={form.busy}>
          {form.busy ? words.busy : words.signIn}
        </Button>
      </form>
    </>
  )
}
