import type { Contact } from '@loods/protocol'
import { Download, Search, Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useDates } from '../../../app/dates.ts'
import { Avatar } from '../../../parts/avatar.tsx'
import { Button } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Field } from '../../../parts/field.tsx'
import { Section } from '../../../parts/section.tsx'
import { EraseDialog, useExport } from '../../person/contact-data.tsx'
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
  const { words: inboxWords } = useInbox()
  const { words } = useSettings()
  const dates = useDates()
  const { person } = inboxWords
  const save = useExport(contact)
  return (
    <li class="entry">
      <Avatar name={contact.name} />
      <div class="entry-main">
        <strong>{contact.name ?? person.visitor}</strong>
        <small class="quiet">
          {[contact.email, contact.phone, words.privacy.since(dates.moment(contact.createdAt))]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      <div class="entry-actions">
        <Button icon={Download} onClick={() => void save('text')}>
          {person.exportReadable}
        </Button>
        <Button icon={Download} onClick={() => void save('json')}>
          {person.exportJson}
        </Button>
        <Button kind="danger" icon={Trash2} onClick={onErase}>
          {person.erase}
        </Button>
      </div>
    </li>
  )
}
