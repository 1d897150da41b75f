import { useEffect, useRef, useState } from 'preact/hooks'
import type { PhonesView } from '../phone-view.ts'
import type { Words } from './words.ts'

/** A wa.me or m.me link that somebody followed. */
export interface Link {
  app: 'wa' | 'm'
  /** Digits or the page's username. */
  link: string
  /** WhatsApp: the text to begin with. Messenger: the reference. */
  text: string
}

/** A link after somebody chose a phone for it. */
export interface OpenedLink {
  phone: number
  account: string
  text: string
  app: 'wa' | 'm'
}

/** The link in the page's address, which /wa and /m put there. */
export function useLink(): [link: Link | undefined, forget: () => void] {
  const [link, setLink] = useState(readLink)
  useEffect(() => {
    const look = (): void => setLink(readLink())
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  return [
    link,
    () => {
      history.replaceState(null, '', location.pathname)
      setLink(undefined)
    },
  ]
}

function readLink(): Link | undefined {
  const hash = new URLSearchParams(location.hash.slice(1))
  const [app, link] = [hash.get('app'), hash.get('link')]
  if ((app !== 'wa' && app !== 'm') || !link) return undefined
  return { app, link, text: hash.get('text') ?? '' }
}

/** Asks on whose phone a link opens: a link itself does not say. */
export function LinkSheet({
  link,
  view,
  words,
  onChoose,
  onCancel,
}: {
  link: Link
  view: PhonesView
  words: Words
  onChoose: (phone: number, opened: Omit<OpenedLink, 'phone'>) => void
  onCancel: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const app = link.app === 'wa' ? 'whatsapp' : 'messenger'
  const chat = view.phones[0]?.chats.find((it) => it.app === app && it.link === link.link)
  const open = (phone: number): void => {
    if (chat) onChoose(phone, { account: chat.id, text: link.text, app: link.app })
  }
  return (
    <dialog ref={dialog} class="sheet" onCancel={onCancel}>
      {chat ? (
        <>
          <h2>{words.whichPhone}</h2>
          <p>
            {chat.name} · {chat.address}
          </p>
          {view.phones.map(({ id, name }, index) => (
            <button key={id} type="button" class="main" onClick={() => open(index)}>
              {words.roles[id] ? `${words.roles[id]} · ${name}` : name}
            </button>
          ))}
        </>
      ) : (
        <p>
          {words.noSuchChat} {link.link}.
        </p>
      )}
      <button type="button" class="quiet" onClick={onCancel}>
        {words.cancel}
      </button>
    </dialog>
  )
}
