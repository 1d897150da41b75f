import type { Contact } from '@loods/protocol'
import { useInbox } from '../../app/context.ts'
import { saveFile } from '../../app/save-file.ts'
import { Confirm } from '../../parts/confirm.tsx'

/** Gives everything kept of somebody to the browser, as a file. */
export function useExport(contact: Contact): (format: 'json' | 'text') => Promise<void> {
  const { desk, toasts } = useInbox()
  return async (format) => {
    try {
      const blob = await desk.siteApi.exportContact(contact.id, format)
      saveFile(blob, `${fileName(contact)}.${format === 'json' ? 'json' : 'txt'}`)
    } catch (error) {
      toasts.failed(error)
    }
  }
}

interface EraseProps {
  contact: Contact
  onClose(): void
  onErased(): void
}

/** Says what goes, and has the name typed before it does. */
export function EraseDialog({ contact, onClose, onErased }: EraseProps) {
  const { desk, toasts, words } = useInbox()
  const { person } = words
  const name = contact.name ?? contact.email ?? person.visitor
  return (
    <Confirm
      title={person.eraseTitle(name)}
      text={
        <>
          {person.eraseWhat}
          <ul class="bullets">
            {person.eraseList.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </>
      }
      action={person.eraseAction}
      typed={{ label: person.eraseType(name), text: name }}
      onClose={onClose}
      onConfirm={async () => {
        await desk.siteApi.eraseContact(contact.id)
        toasts.done(person.erased)
        onErased()
      }}
    />
  )
}

function fileName({ name, email, id }: Contact): string {
  return (name ?? email ?? id).replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()
}
