import { type Lead, spacedPhone } from '@loods/protocol'
import { Check, Mail, MessageSquare, Phone, PhoneCall, RotateCcw } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useDates } from '../../../app/dates.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Avatar } from '../../../parts/avatar.tsx'
import { Button } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { WhenLoaded } from '../../../parts/section.tsx'
import { Segments } from '../../../parts/segments.tsx'
import { useSettings } from '../settings-context.ts'

type Which = 'open' | 'handled'

/** Who left an address or number, and what was done about it. */
export function LeadsPage() {
  const { words } = useSettings()
  const [which, setWhich] = useState<Which>('open')
  return (
    <div class="sections">
      <Segments<Which>
        label={words.leads.which}
        chosen={which}
        options={[
          { value: 'open', label: words.leads.open },
          { value: 'handled', label: words.leads.handled },
        ]}
        onChoose={(value) => setWhich(value)}
        controls="leads"
      />
      <div id="leads" role="tabpanel" aria-label={words.leads[which]}>
        <LeadList key={which} which={which} />
      </div>
    </div>
  )
}

function LeadList({ which }: { which: Which }) {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const leads = useLoaded(() => api.leads(which === 'handled'), 'leads')

  async function set(lead: Lead, handled: boolean): Promise<void> {
    try {
      await api.handleLead(lead.id, handled)
      await leads.reload()
      const name = lead.contact.name ?? lead.value
      if (handled) {
        toasts.done(words.leads.done(name), {
          label: words.leads.undo,
          run: () => void set(lead, false),
        })
      }
    } catch (error) {
      toasts.failed(error)
    }
  }

  return (
    <WhenLoaded of={leads}>
      {(list) =>
        list.length === 0 ? (
          <NoLeads which={which} />
        ) : (
          <ul class="cards">
            {list.map((lead) => (
              <LeadCard key={lead.id} lead={lead} onSet={(handled) => void set(lead, handled)} />
            ))}
          </ul>
        )
      }
    </WhenLoaded>
  )
}

function NoLeads({ which }: { which: Which }) {
  const { words } = useSettings()
  return which === 'open' ? (
    <Empty icon={PhoneCall} title={words.leads.none} hint={words.leads.noneHint} />
  ) : (
    <Empty icon={Check} title={words.leads.noneHandled} hint={words.leads.noneHandledHint} />
  )
}

function LeadCard({ lead, onSet }: { lead: Lead; onSet(handled: boolean): void }) {
  const { go } = useInbox()
  const { words } = useSettings()
  const dates = useDates()
  const { conversationId, kind, value, contact, createdAt, handledAt } = lead
  const call = kind === 'phone'
  return (
    <li class="entry lead">
      <Avatar name={contact.name} />
      <div class="entry-main">
        <strong>{contact.name ?? words.leads.somebody}</strong>
        <a href={`${call ? 'tel' : 'mailto'}:${call ? value.replaceAll(/[^\d+]/g, '') : value}`}>
          <Icon of={call ? Phone : Mail} size={14} />
          <span class="hidden-text">{call ? words.leads.call : words.leads.mail} </span>
          {spacedPhone(value)}
        </a>
        <small class="quiet">
          {words.leads.left(dates.moment(createdAt))}
          {handledAt !== undefined && ` · ${words.leads.handledAt(dates.moment(handledAt))}`}
        </small>
      </div>
      <div class="entry-actions">
        <Button icon={MessageSquare} onClick={() => go({ name: 'conversations', conversationId })}>
          {words.leads.conversation}
        </Button>
        {handledAt === undefined ? (
          <Button kind="main" icon={Check} onClick={() => onSet(true)}>
            {words.leads.handle}
          </Button>
        ) : (
          <Button icon={RotateCcw} onClick={() => onSet(false)}>
            {words.leads.again}
          </Button>
        )}
      </div>
    </li>
  )
}
