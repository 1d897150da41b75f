import type { Member, Role } from '@loods/protocol'
import { UserPlus, UserX } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { roleCovers, rolesUpTo } from '../../../app/roles.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Avatar } from '../../../parts/avatar.tsx'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { Section, WhenLoaded } from '../../../parts/section.tsx'
import { useSettings } from '../settings-context.ts'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'

/** Who answers for this shop, and who was asked to. */
export function TeamPage() {
  const { api, words, may } = useSettings()
  const members = useLoaded(api.members, 'team')
  const [inviting, setInviting] = useState(false)
  const [made, setMade] = useState(0)
  const invite = may('admin') && (
    <Button kind="main" icon={UserPlus} onClick={() => setInviting(true)}>
      {words.team.invite}
    </Button>
  )
  return (
    <div class="sections">
      <Section title={words.team.members} actions={invite}>
        <WhenLoaded of={members}>
          {(list) => (
            <>
              <ul class="entries">
                {list.map((member) => (
                  <MemberRow key={member.id} member={member} onChanged={members.reload} />
                ))}
              </ul>
              {list.length === 1 && may('admin') && <p class="quiet">{words.team.alone}</p>}
            </>
          )}
        </WhenLoaded>
      </Section>
      {may('admin') && <Invitations key={made} />}
      {inviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onMade={() => setMade((count) => count + 1)}
        />
      )}
    </div>
  )
}

interface RowProps {
  member: Member
  onChanged(): Promise<void>
}

function MemberRow({ member, onChanged }: RowProps) {
  const { desk } = useInbox()
  const { api, words } = useSettings()
  const [removing, setRemoving] = useState(false)
  const here = desk.online.value.includes(member.id)
  const self = member.id === desk.membership.memberId
  const mine = desk.membership.role
  const mayChange = !self && roleCovers(mine, 'admin') && roleCovers(mine, member.role)
  return (
    <li>
      <Avatar name={member.name} here={here} />
      <span class="row-text">
        {member.name} {self && <span class="quiet">({words.team.you})</span>}
        <small class="quiet">
          {member.email} · {here ? words.team.online : words.team.offline}
          {member.phone && ` · ${words.team.phones[member.phone]}`}
        </small>
      </span>
      {mayChange ? (
        <RoleSelect member={member} onChanged={onChanged} />
      ) : (
        <span class="pill">{words.team.roles[member.role]}</span>
      )}
      {mayChange && (
        <IconButton
          icon={UserX}
          label={words.team.remove(member.name)}
          onClick={() => setRemoving(true)}
        />
      )}
      {removing && (
        <Confirm
          title={words.team.removeTitle(member.name)}
          text={words.team.removeText}
          action={words.actions.remove}
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            await api.removeMember(member.id)
            await onChanged()
          }}
        />
      )}
    </li>
  )
}

function RoleSelect({ member, onChanged }: RowProps) {
  const { desk, toasts } = useInbox()
  const { api, words } = useSettings()

  async function change(role: Role): Promise<void> {
    try {
      await api.changeMember(member.id, role)
      toasts.done(words.team.roleChanged(member.name, words.team.roles[role].toLowerCase()))
    } catch (error) {
      toasts.failed(error)
    }
    await onChanged()
  }

  return (
    <select
      class="input role"
      aria-label={words.team.roleOf(member.name)}
      value={member.role}
      onChange={(event) => void change(event.currentTarget.value as Role)}
    >
      {rolesUpTo(desk.membership.role).map((role) => (
        <option key={role} value={role}>
          {words.team.roles[role]}
        </option>
      ))}
    </select>
  )
}
