import { type Contact, type Conversation, spacedPhone } from '@loods/protocol'
import { BadgeCheck, Download, Pencil, Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { CHANNEL_NAMES } from '../channel/channel-sign.tsx'
import { EraseDialog, useExport } from '../person/contact-data.tsx'
import { Card, Fact, Facts } from './card.tsx'
import { ContactForm } from './contact-form.tsx'

/** Who the shopper is, to be corrected in place. */
export function PersonCard({ conversation }: { conversation: Conversation }) {
  const { words } = useInbox()
  const { contact, thread } = conversation
  const [editing, setEditing] = useState(false)
  const known = contact.name || contact.email || contact.phone
  return (
    <Card
      title={contact.verified ? words.context.customer : words.context.shopper}
      verified={known && !thread ? contact.verified : undefined}
      action={
        !editing && (
          <IconButton icon={Pencil} label={words.context.edit} onClick={() => setEditing(true)} />
        )
      }
    >
      {contact.verified && (
        <p class="verified" title={words.context.verifiedHint}>
          <Icon of={BadgeCheck} size={16} />
          {words.context.verified}
        </p>
      )}
      {thread && !contact.verified && (
        <p class="verified" title={words.channel.provenHint}>
          <Icon of={BadgeCheck} size={16} />
          {words.channel.proven(CHANNEL_NAMES[thread.kind])}
        </p>
      )}
      {editing ? (
        <ContactForm contact={contact} onDone={() => setEditing(false)} />
      ) : (
        <Known conversation={conversation} />
      )}
    </Card>
  )
}

function Known({ conversation }: { conversation: Conversation }) {
  const { desk, words, locale } = useInbox()
  const dates = useDates()
  const { contact, context, createdAt, thread } = conversation
  const { language, device, browser, timeZone } = context
  const deviceName = device && words.context.devices[device]
  return (
    <>
      <Facts>
        <Fact name={words.context.name}>{contact.name}</Fact>
        <Fact name={words.context.email}>{contact.email}</Fact>
        {thread?.address !== contact.phone && (
          <Fact name={words.context.phone}>{spacedPhone(contact.phone ?? '')}</Fact>
        )}
        {thread && (
          <Fact name={CHANNEL_NAMES[thread.kind]}>{spacedPhone(thread.address ?? '')}</Fact>
        )}
        {thread && <Fact name={words.channel.own[thread.kind]}>{thread.channelName}</Fact>}
        <Fact name={words.context.number}>{contact.externalId}</Fact>
        <Fact name={words.context.device}>{[deviceName, browser].filter(Boolean).join(' · ')}</Fact>
        <Fact name={words.context.language}>{language && languageName(locale, language)}</Fact>
        <Fact name={words.context.localTime}>
          {timeZone && dates.timeIn(timeZone, desk.now.value)}
        </Fact>
        <Fact name={words.context.since}>{dates.moment(createdAt)}</Fact>
      </Facts>
      {contact.note && <p class="contact-note">{contact.note}</p>}
      {desk.membership.role !== 'agent' && <Data contact={contact} />}
    </>
  )
}

/** For a shopper who asks what is kept of them, or that it goes. */
function Data({ contact }: { contact: Contact }) {
  const { words, go } = useInbox()
  const save = useExport(contact)
  const [erasing, setErasing] = useState(false)
  return (
    <details class="contact-data">
      <summary>{words.context.data}</summary>
      <Button icon={Download} onClick={() => void save('text')}>
        {words.person.exportReadable}
      </Button>
      <Button icon={Download} onClick={() => void save('json')}>
        {words.person.exportJson}
      </Button>
      <Button kind="danger" icon={Trash2} onClick={() => setErasing(true)}>
        {words.person.erase}
      </Button>
      {erasing && (
        <EraseDialog
          contact={contact}
          onClose={() => setErasing(false)}
          onErased={() => go({ name: 'conversations' }, true)}
        />
      )}
    </details>
  )
}

function languageName(locale: string, language: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(language.slice(0, 2)) ?? language
  } catch {
    return language
  }
}
