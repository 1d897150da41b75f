import { type LiveVisit, MAX_INVITATION } from '@loods/protocol'
import { useState } from 'preact/hooks'
import { ApiError } from '../../api/client.ts'
import { useInbox } from '../../app/context.ts'
import type { Words } from '../../i18n/words.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { pageName } from '../people.ts'
import { suggestionsFor } from './suggestions.ts'

interface InviteDialogProps {
  visit: LiveVisit
  onClose(): void
}

/** A member writes one line to somebody who looks around, or picks one that fits the page. */
export function InviteDialog({ visit, onClose }: InviteDialogProps) {
  const { desk, words } = useInbox()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const own = words.visitors

  async function send(): Promise<void> {
    setBusy(true)
    try {
      await desk.siteApi.invite(visit.id, text)
      onClose()
      await desk.fetchVisits()
    } catch (error) {
      setProblem(problemOf(words, error))
      setBusy(false)
    }
  }

  return (
    <Dialog title={own.invite} onClose={onClose}>
      <form
        class="invite"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p class="quiet">{own.inviteOn(pageName(visit.page))}</p>
        <Field label={own.line} hint={own.inviteHint} problem={problem}>
          {(control) => (
            <textarea
              {...control}
              class="input"
              rows={3}
              maxLength={MAX_INVITATION}
              value={text}
              onInput={({ currentTarget }) => setText(currentTarget.value)}
            />
          )}
        </Field>
        <fieldset class="invite-lines">
          <legend>{own.suggestions}</legend>
          {suggestionsFor(visit, desk.language).map((line) => (
            <Button key={line} aria-pressed={line === text} onClick={() => setText(line)}>
              {line}
            </Button>
          ))}
        </fieldset>
        <div class="dialog-actions">
          <Button onClick={onClose}>{words.app.cancel}</Button>
          <Button kind="main" type="submit" disabled={busy || text.trim() === ''}>
            {own.send}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What was said stays in the field, whatever went wrong. */
function problemOf(words: Words, error: unknown): string {
  const code = error instanceof ApiError ? error.code : 'internal'
  if (code === 'not_found') return words.visitors.tooLate
  return code === 'already_exists' ? words.visitors.taken : words.errors[code]
}
