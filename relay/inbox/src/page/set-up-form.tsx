import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import type { FormProps } from './gate.tsx'
import { setUp } from './page-api.ts'
import { useForm } from './use-form.ts'

/** The first owner and the first shop, through the link the relay printed. */
export function SetUpForm({ words, token, onDone }: FormProps) {
  const empty = { name: '', email: '', password: '', siteName: '' }
  const form = useForm(words, empty, async (values) => {
    await setUp({ ...values, token, language: words.language, timeZone: ownTimeZone() })
    onDone()
  })
  const problemOf = (name: string) => (form.field === name ? form.problem : undefined)
  return (
    <>
      <h1>{words.setUpTitle}</h1>
      <p class="quiet">{words.setUpIntro}</p>
      <form onSubmit={form.submit}>
        <Field label={words.siteName} problem={problemOf('siteName')}>
          {(control) => (
            <input
              {...control}
              class="input"
              name="organization"
              autocomplete="organization"
              required
              maxLength={80}
              value={form.values.siteName}
              onInput={form.set('siteName')}
            />
          )}
        </Field>
        <Field label={words.name} hint={words.nameHint} problem={problemOf('name')}>
          {(control) => (
            <input
              {...control}
              class="input"
              name="name"
              autocomplete="name"
              required
              maxLength={80}
              value={form.values.name}
              onInput={form.set('name')}
            />
          )}
        </Field>
        <Field label={words.email} problem={problemOf('email')}>
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
        <Field label={words.newPassword} hint={words.passwordHint} problem={problemOf('password')}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="password"
              name="password"
              autocomplete="new-password"
              required
              minLength={10}
              value={form.values.password}
              onInput={form.set('password')}
            />
          )}
        </Field>
        {form.problem && !form.field && (
          <p class="problem" role="alert">
            {form.problem}
          </p>
        )}
        <Button kind="main" type="submit" disabled={form.busy}>
          {form.busy ? words.busy : words.setUp}
        </Button>
      </form>
    </>
  )
}

function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}
