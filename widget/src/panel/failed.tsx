/** @jsxImportSource #dom */
import type { FailureCode } from '../conversation/api.ts'
import style from './failed.css'
import type { AllMessages, View } from './view.ts'

export const css = style

/** A message the relay would not take: why, and what the shopper can do. */
export function Failed({ view, cid, code }: { view: View; cid: string; code: FailureCode }) {
  const { conversation } = view
  const words = view.words as AllMessages
  return (
    <div class="failed" role="alert">
      <p>
        <b>{words.notSent}</b> {reason(code, words)}
      </p>
      <button type="button" class="chip" onClick={() => conversation?.retry(cid)}>
        {words.retry}
      </button>
      <button type="button" class="chip" onClick={() => conversation?.discard(cid)}>
        {words.discard}
      </button>
    </div>
  )
}

function reason(code: FailureCode, words: AllMessages): string {
  if (code === 'too_long') return words.failedLong
  if (code === 'blocked') return words.failedBlocked
  if (code === 'unsupported_file' || code === 'too_large') return words.failedFile
  return words.failedOther
}
