/** @jsxImportSource #dom */
import style from './order-code.css'
import type { AllMessages, View } from './view.ts'

export const css = style

/** What became of the last attempt. */
let state: 'open' | 'sending' | 'codeWrong' | 'codeMany' | 'codeFailed' = 'open'

/** Where the shopper types the code that was mailed to an order's address. It goes nowhere else. */
export function OrderCode({ number, view }: { number: string; view: View }) {
  const words = view.words as AllMessages
  const problem = state !== 'open' && state !== 'sending' && words[state]
  return (
    <form key={number} class="order-code" noValidate onSubmit={(event) => void submit(event, view)}>
      <label>
        {words.codeLabel}
        <input
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxLength={8}
          aria-invalid={Boolean(problem)}
          aria-describedby="loods-code"
        />
      </label>
      <button type="submit" class="chip" aria-disabled={state === 'sending'}>
        {words.codeShow}
      </button>
      <small id="loods-code" role="alert">
        {problem}
      </small>
    </form>
  )
}

async function submit(
  event: SubmitEvent & { currentTarget: HTMLFormElement },
  view: View,
): Promise<void> {
  event.preventDefault()
  const code = String(new FormData(event.currentTarget).get('code') ?? '').replace(/\s/g, '')
  if (state === 'sending') return
  if (!/^\d{6}$/.test(code)) return become(view, 'codeWrong')
  become(view, 'sending')
  try {
    const status = await prove(code, view)
    if (status === 403) become(view, 'codeWrong')
    else if (status === 429) become(view, 'codeMany')
    else become(view, status < 300 ? 'open' : 'codeFailed')
  } catch {
    become(view, 'codeFailed')
  }
}

/** @returns the status the relay answered with */
async function prove(code: string, view: View): Promise<number> {
  const { relay, siteKey } = view.host
  const secret = await view.act.converse().authorize()
  const answer = await fetch(`${relay}/widget/v1/${siteKey}/order`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ code }),
  })
  return answer.status
}

function become(view: View, next: typeof state): void {
  state = next
  view.act.change({})
}
