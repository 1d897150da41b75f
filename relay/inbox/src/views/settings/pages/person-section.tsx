import type { Contact } from '@loods/protocol'
import { Download, Search, Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useDates } from '../../../app/dates.ts'
import { Avatar } from '../../../parts/avatar.tsx'
import { Button } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Field } from '../../../parts/field.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { Section } from '../parts/page.tsx'
import { useSettings } from '../settings-context.ts'

/** Finds a shopper who asks for their data, to export or erase it. */
export function PersonSection() {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const [text, setText] = useState('')
  const [found, setFound] = useState<{ text: string; contacts: Contact[] }>()
  const [erasing, setErasing] = useState<Contact>()

  async function find(event?: Event): Promise<void> {
    event?.preventDefault()
    if (text.trim() === '') return
    try {
      const results = await api.search(text.trim())
      const contacts = new Map(
        results.map(({ conversation: { contact } }) => [contact.id, contact] as const),
      )
      setFound({ text: text.trim(), contacts: [...contacts.values()] })
    } catch (error) {
      toasts.failed(error)
    }
  }

  return (
    <Section title={words.privacy.person} intro={words.privacy.personIntro}>
      <form class="inline-form" onSubmit={(event) => void find(event)}>
        <Field label={words.privacy.find}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="search"
              maxLength={200}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" icon={Search}>
          {words.privacy.findAction}
        </Button>
      </form>
      <div role="status">
        {found?.contacts.length === 0 && (
          <Empty title={words.privacy.nobody(found.text)} hint={words.privacy.nobodyHint} />
        )}
      </div>
      {found && found.contacts.length > 0 && (
        <ul class="cards">
          {found.contacts.map((contact) => (
            <PersonCard key={contact.id} contact={contact} onErase={() => setErasing(contact)} />
          ))}
        </ul>
      )}
      {erasing && (
        <EraseDialog
          contact={erasing}
          onClose={() => setErasing(undefined)}
          onErased={() => void find()}
        />
      )}
    </Section>
  )
}

function PersonCard({ contact, onErase }: { contact: Contact; onErase(): void }) {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const dates = useDates()

  async function save(format: 'json' | 'text'): Promise<void> {
    try {
      const blob = await api.exportContact(contact.id, format)
      offerFile(blob, `${fileName(contact)}.${format === 'json' ? 'json' : 'txt'}`)
    } catch (error) {
      toasts.failed(error)
    }
  }

  return (
    <li class="card">
      <Avatar name={contact.name} />
      <div class="card-main">
        <strong>{contact.name ?? words.privacy.visitor}</strong>
        <small class="quiet">
          {[contact.email, contact.phone, words.privacy.since(dates.moment(contact.createdAt))]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      <div class="card-actions">
        <Button icon={Download} onClick={() => void save('text')}>
          {words.privacy.exportReadable}
        </Button>
        <Button icon={Download} onClick={() => void save('json')}>
          {words.privacy.exportJson}
        </Button>
        <Button kind="danger" icon={Trash2} onClick={onErase}>
          {words.privacy.erase}
        </Button>
      </div>
    </li>
  )
}

interface EraseProps {
  contact: Contact
  onClose(): void
  onErased(): void
}

function EraseDialog({ contact, onClose, onErased }: EraseProps) {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const { privacy } = words
  const name = contact.name ?? contact.email ?? privacy.visitor
  return (
    <Confirm
      title={privacy.eraseTitle(name)}
      text={
        <>
          {privacy.eraseWhat}
          <ul class="bullets">
            {privacy.eraseList.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </>
      }
      action={privacy.eraseAction}
      typed={{ label: privacy.eraseType(name), text: name }}
      onClose={onClose}
      onConfirm={async () => {
        await api.eraseContact(contact.id)
        toasts.done(privacy.erased)
        onErased()
      }}
    />
  )
}

function fileName({ name, email, id }: Contact): string {
  return (name ?? email ?? id).replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()
}

/** Gives a file to the browser to keep. */
function offerFile(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
