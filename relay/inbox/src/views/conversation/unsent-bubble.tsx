import { useInbox } from '../../app/context.ts'
import type { Unsent } from '../../store/outbox.ts'
import { CardView } from './card-view.tsx'
import { FileView } from './file-view.tsx'
import { linkify } from './linkify.tsx'

/** Something written here that is still on its way, or was refused. */
export function UnsentBubble({ unsent, first }: { unsent: Unsent; first: boolean }) {
  const said = unsent.text ?? unsent.preview
  return (
    <li class={`said ${unsent.note ? 'note' : 'member'}`} data-first={first} data-last="true">
      <div class="bubble" data-state={unsent.state}>
        {unsent.file && <FileView file={unsent.file} onExpired={() => undefined} />}
        {unsent.card && <CardView card={unsent.card} />}
        {said && <p dir="auto">{linkify(said)}</p>}
      </div>
      {unsent.state === 'failed' ? <Failed unsent={unsent} /> : <OnItsWay unsent={unsent} />}
    </li>
  )
}

function OnItsWay({ unsent }: { unsent: Unsent }) {
  const { desk, words } = useInbox()
  const stuck = unsent.state === 'waiting' && desk.live.value !== 'live'
  const state =
    unsent.state === 'sent' ? words.thread.sent : stuck ? words.thread.queued : words.thread.sending
  return <p class="meta">{state}</p>
}

function Failed({ unsent }: { unsent: Unsent }) {
  const { desk, words } = useInbox()
  const { outbox } = desk
  return (
    <p class="meta failed" role="alert">
      {words.thread.failedToSend} {unsent.error && words.errors[unsent.error]}{' '}
      <button type="button" onClick={() => outbox.retry(unsent.cid)}>
        {words.thread.retry}
      </button>{' '}
      <button type="button" onClick={() => outbox.remove(unsent.cid)}>
        {words.thread.discard}
      </button>
    </p>
  )
}
