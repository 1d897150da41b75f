import type { AccountWords } from './account-words.ts'
import { GateField } from './gate-form.tsx'
import type { Form } from './use-form.ts'

/*
 * What the forms in front of the inbox ask for, each thing in the same words everywhere. A form that
 * shows one must hold a value of that name.
 */

interface Props<Name extends string> {
  words: AccountWords
  form: Form<Record<Name, string>>
}

export function SiteNameField({ words, form }: Props<'siteName'>) {
  return (
    <GateField
      form={form}
      name="siteName"
      label={words.siteName}
      autocomplete="organization"
      maxLength={80}
    />
  )
}

export function NameField({ words, form }: Props<'name'>) {
  return (
    <GateField
      form={form}
      name="name"
      label={words.name}
      hint={words.nameHint}
      autocomplete="name"
      maxLength={80}
    />
  )
}

export function EmailField({ words, form }: Props<'email'>) {
  return (
    <GateField form={form} name="email" label={words.email} type="email" autocomplete="username" />
  )
}

/** @param hint otherwise what a password should be like */
export function NewPasswordField({ words, form, hint }: Props<'password'> & { hint?: string }) {
  return (
    <GateField
      form={form}
      name="password"
      label={words.newPassword}
      hint={hint ?? words.passwordHint}
      type="password"
      autocomplete="new-password"
      minLength={10}
    />
  )
}

/** The password somebody has already. */
export function PasswordField({ words, form, hint }: Props<'password'> & { hint?: string }) {
  return (
    <GateField
      form={form}
      name="password"
      label={words.password}
      {...(hint && { hint })}
      type="password"
      autocomplete="current-password"
    />
  )
}
