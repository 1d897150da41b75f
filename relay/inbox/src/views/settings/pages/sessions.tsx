import type { Session } from '@loods/protocol'
import { LogOut, Monitor } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useDates } from '../../../app/dates.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Button } from '../../../parts/button.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Section, WhenLoaded } from '../../../parts/section.tsx'
import { useSettings } from '../settings-context.ts'

/** Every browser a member is signed in with. */
export function Sessions() {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const sessions = useLoaded(api.sessions)
  const [leaving, setLeaving] = useState(false)

  async function end(id: string): Promise<void> {
    try {
      await api.endSession(id)
      toasts.done(words.profile.signedOut)
    } catch (error) {
      toasts.failed(error)
    }
    await sessions.reload()
  }

  return (
    <Section
      title={words.profile.sessions}
      actions={
        <Button kind="danger" icon={LogOut} onClick={() => setLeaving(true)}>
          {words.profile.everywhere}
        </Button>
      }
    >
      <WhenLoaded of={sessions}>
        {(list) => (
          <ul class="entries">
            {list.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => void end(session.id)} />
            ))}
          </ul>
        )}
      </WhenLoaded>
      {leaving && (
        <Confirm
          title={words.profile.everywhereTitle}
          text={words.profile.everywhereText}
          action={words.profile.everywhere}
          onClose={() => setLeaving(false)}
          onConfirm={api.endAllSessions}
        />
      )}
    </Section>
  )
}

function SessionRow({ session, onEnd }: { session: Session; onEnd(): void }) {
  const { profile } = useSettings().words
  const dates = useDates()
  const { device, createdAt, lastSeenAt, current } = session
  const name = device || profile.unknownDevice
  return (
    <li>
      <Icon of={Monitor} />
      <span class="row-text">
        {name}
        <small class="quiet">
          {profile.lastSeen(dates.moment(lastSeenAt))} · {profile.since(dates.moment(createdAt))}
        </small>
      </span>
      {current ? (
        <span class="pill green">{profile.thisOne}</span>
      ) : (
        <Button aria-label={profile.signOutOf(name)} onClick={onEnd}>
          {profile.signOut}
        </Button>
      )}
    </li>
  )
}
