import { type ChannelCard, spacedPhone } from '@loods/protocol'
import { Copy, Phone } from 'lucide'
import { useInbox } from '../../../app/context.ts'
import { Avatar } from '../../../parts/avatar.tsx'
import { IconButton } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { linkify } from '../linkify.tsx'

type Person = Extract<ChannelCard, { kind: 'people' }>['people'][number]

/** Contacts that were passed on: nothing of them is kept elsewhere. */
export function PeopleView({ people }: { people: Person[] }) {
  return (
    <ul class="detail-people">
      {people.map((person, at) => (
        <li key={at}>
          <Avatar name={person.name} small />
          <div class="detail-named">
            <b dir="auto">{person.name}</b>
            {person.organisation && <span dir="auto">{person.organisation}</span>}
            {person.phones.map((phone) => (
              <PhoneLine key={phone} phone={phone} />
            ))}
            {person.emails.map((email) => (
              <Line key={email} text={email} />
            ))}
            {person.urls.map((url) => (
              <span key={url} class="detail-link">
                {linkify(url)}
              </span>
            ))}
            {person.addresses.map((address) => (
              <span key={address} dir="auto">
                {address}
              </span>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

function PhoneLine({ phone }: { phone: string }) {
  const { words } = useInbox()
  return (
    <span class="detail-copied">
      <a
        href={`tel:${phone.replace(/[^\d+]/g, '')}`}
        aria-label={words.channel.people.call(spacedPhone(phone))}
      >
        <Icon of={Phone} size={13} />
        {spacedPhone(phone)}
      </a>
      <CopyButton text={phone} />
    </span>
  )
}

function Line({ text }: { text: string }) {
  return (
    <span class="detail-copied">
      <span class="detail-link">{text}</span>
      <CopyButton text={text} />
    </span>
  )
}

function CopyButton({ text }: { text: string }) {
  const { words, toasts } = useInbox()
  const copy = () =>
    void navigator.clipboard
      .writeText(text)
      .then(() => toasts.done(words.channel.people.copied))
      .catch((error: unknown) => toasts.failed(error))
  return <IconButton icon={Copy} label={words.channel.people.copy(text)} onClick={copy} />
}
