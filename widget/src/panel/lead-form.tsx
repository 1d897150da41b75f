/** @jsxImportSource #dom */
import style from './lead-form.css'
import type { AllMessages, View } from './view.ts'

export const css = style

const EMAIL = /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/
const PHONE = /^\+?[\d ()./-]{8,24}$/

/** What is in the form, from one drawing to the next. */
const form = {
  kind: 'email' as 'email' | 'phone',
  state: 'open' as 'open' | 'wrong' | 'sending' | 'failed' | 'done',
  value: '',
}

/** Leaves an address or a number for later: while the shop is away, or when waiting takes too long. */
export function LeadForm({ view }: { view: View }) {
  const words = view.words as AllMessages
  const { kind, state, value } = form
  if (state === 'done') {
    return (
      <div class="form" role="status" key="done">
        <p>{view.kit.fill(words.formDone, { value })}</p>
        <Back view={view} />
      </div>
    )
  }
  const email = kind === 'email'
  return (
    <form class="form" noValidate onSubmit={(event) => void submit(event, view)}>
      <Kinds view={view} />
      <label>
        {words.formName}
        <input name="name" autocomplete="name" maxLength={80} />
      </label>
      <label>
        {email ? words.formEmail : words.formPhoneLabel}
        <input
          key={kind}
          name="value"
          {...(email ? { type: 'email' as const } : { type: 'tel' as const })}
          autocomplete={email ? 'email' : 'tel'}
          required
          aria-invalid={state === 'wrong'}
          onInput={() => state === 'wrong' && become(view, 'open')}
          aria-describedby="loods-problem"
        />
      </label>
      <label>
        {words.formQuestion}
        <textarea name="question" rows={3} maxLength={2_000} />
      </label>
      <p class="problem" id="loods-problem" role="alert">
        {state === 'wrong' && (email ? words.formEmailWrong : words.formPhoneWrong)}
        {state === 'failed' && words.formFailed}
      </p>
      <button class="submit" type="submit" aria-disabled={state === 'sending'}>
        {state === 'sending' ? words.formSending : words.formSend}
      </button>
      {view.form && <Back view={view} />}
    </form>
  )
}

async function submit(
  event: SubmitEvent & { currentTarget: HTMLFormElement },
  view: View,
): Promise<void> {
  event.preventDefault()
  const fields = new FormData(event.currentTarget)
  const read = (name: string) => String(fields.get(name) ?? '').trim()
  const { kind } = form
  const [value, name, question] = [read('value'), read('name'), read('question')]
  if (form.state === 'sending') return
  if (!(kind === 'email' ? EMAIL : PHONE).test(value)) return become(view, 'wrong')
  form.value = value
  become(view, 'sending')
  try {
    await view.act.converse().leaveContact({
      kind,
      value,
      ...(name && { name }),
      ...(question && { question }),
    })
    // The thanks stay until the shopper goes back to the chat.
    view.act.change({ form: true })
    become(view, 'done')
    view.host.emit('lead', { kind })
  } catch {
    become(view, 'failed')
  }
}

function become(view: View, state: typeof form.state): void {
  form.state = state
  view.act.change({})
}

function Kinds({ view }: { view: View }) {
  const words = view.words as AllMessages
  return (
    <fieldset>
      <legend>{words.formHow}</legend>
      {(['email', 'phone'] as const).map((kind) => (
        <label key={kind}>
          <input
            type="radio"
            name="kind"
            checked={form.kind === kind}
            onChange={() => {
              Object.assign(form, { kind, state: 'open' })
              view.act.change({})
            }}
          />
          <span>{kind === 'email' ? words.formEmail : words.formPhone}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Back({ view }: { view: View }) {
  return (
    <button class="back" type="button" onClick={() => view.act.change({ form: false })}>
      {(view.words as AllMessages).formBack}
    </button>
  )
}
