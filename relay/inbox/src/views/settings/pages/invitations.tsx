import type { Invitation } from '@loods/protocol'
import { Mail } from 'lucide'
import { useInbox } from '../../../app/context.ts'
import { useDates } from '../../../app/dates.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Section } from '../../../parts/section.tsx'
import { useSettings } from '../settings-context.ts'

/** Invitations nobody has answered yet; nothing at all while there are none. */
export function Invitations() {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const invitations = useLoaded(api.invitations, 'team')

  async function revoke({ id, email }: Invitation): Promise<void> {
    try {
      await api.revokeInvitation(id)
      toasts.done(words.team.revoked(email))
    } catch (error) {
      toasts.failed(error)
    }
    await invitations.reload()
  }

  if (!invitations.value?.length) return null
  return (
    <Section title={words.team.pending}>
      <ul class="entries">
        {invitations.value.map((invitation) => (
          <InvitationRow
            key={invitation.id}
            invitation={invitation}
            onRevoke={() => void revoke(invitation)}
          />
        ))}
      </ul>
    </Section>
  )
}

function InvitationRow({ invitation, onRevoke }: { invitation: Invitation; onRevoke(): void }) {
  const { words } = useSettings()
  const dates = useDates()
  const { email, role, invitedBy, expiresAt } = invitation
  return (
    <li>
      <Icon of={Mail} />
      <span class="row-text">
        {email}
        <small class="quiet">
          {words.team.roles[role]} · {words.team.by(invitedBy)} ·{' '}
          {words.team.until(dates.moment(expiresAt))}
        </small>
      </span>
      <Button aria-label={words.team.revokeOf(email)} onClick={onRevoke}>
        {words.team.revoke}
      </Button>
    </li>
  )
}
