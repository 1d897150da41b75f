import { useEffect, useState } from 'preact/hooks'
import type { ChatView, PhoneView } from '../phone-view.ts'
import { Chat } from './chat.tsx'
import { timeOf } from './clock.ts'
import type { OpenedLink } from './link-sheet.tsx'
import { unmarked } from './marks.tsx'
import { act, setPhone } from './requests.ts'
import type { Words } from './words.ts'

/** One person's phone: their chats, or one of them. */
export function Phone({
  phone,
  now,
  words,
  language,
  inFront,
  opened,
}: {
  phone: PhoneView
  now: number
  words: Words
  language: string
  inFront: boolean
  opened: OpenedLink | undefined
}) {
  const [account, setAccount] = useState<string>()
  const [left, setLeft] = useState<OpenedLink>()
  const chat = phone.chats.find(({ id }) => id === account)
  const go = (to: string | undefined): void => {
    if (account !== undefined) void act(phone.id, account, { do: 'close' })
    if (to !== undefined) void act(phone.id, to, { do: 'open' })
    setAccount(to)
  }
  useEffect(() => {
    if (!opened) return
    go(opened.account)
    if (opened.app === 'm' && opened.text)
      void act(phone.id, opened.account, { do: 'follow', ref: opened.text })
  }, [opened])
  return (
    <section class={inFront ? 'phone' : 'phone behind'} aria-label={phone.name}>
      <Owner phone={phone} words={words} />
      {chat ? (
        <Chat
          key={chat.id}
          phone={phone}
          chat={chat}
          now={now}
          words={words}
          language={language}
          draft={
            opened?.account === chat.id && opened.app === 'wa' && opened !== left ? opened.text : ''
          }
          onBack={() => {
            setLeft(opened)
            go(undefined)
          }}
        />
      ) : (
        <Chats phone={phone} words={words} language={language} onOpen={go} />
      )}
    </section>
  )
}

function Owner({ phone, words }: { phone: PhoneView; words: Words }) {
  const role = words.roles[phone.id]
  return (
    <header class="owner">
      <p>
        <strong>{phone.name}</strong>
        {role && <span>{role}</span>}
        <span class="number">{phone.number}</span>
      </p>
      <Switch label={words.phoneOn} on={phone.on} onChange={(on) => setPhone(phone.id, { on })} />
      <Switch
        label={words.receipts}
        on={phone.receipts}
        onChange={(receipts) => setPhone(phone.id, { receipts })}
      />
    </header>
  )
}

function Switch({
  label,
  on,
  onChange,
}: {
  label: string
  on: boolean
  onChange: (on: boolean) => Promise<void>
}) {
  return (
    <label>
      <input type="checkbox" checked={on} onChange={() => void onChange(!on)} />
      {label}
    </label>
  )
}

function Chats({
  phone,
  words,
  language,
  onOpen,
}: {
  phone: PhoneView
  words: Words
  language: string
  onOpen: (account: string) => void
}) {
  return (
    <div class="chats">
      {(['whatsapp', 'messenger'] as const).map((app) => (
        <ChatGroup
          key={app}
          title={app === 'whatsapp' ? 'WhatsApp' : 'Messenger'}
          chats={phone.chats.filter((chat) => chat.app === app)}
          words={words}
          language={language}
          onOpen={onOpen}
        />
      ))}
    </div>
  )
}

function ChatGroup({
  title,
  chats,
  words,
  language,
  onOpen,
}: {
  title: string
  chats: ChatView[]
  words: Words
  language: string
  onOpen: (account: string) => void
}) {
  if (chats.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      {chats.map((chat) => (
        <ChatRow
          key={chat.id}
          chat={chat}
          words={words}
          language={language}
          onOpen={() => onOpen(chat.id)}
        />
      ))}
    </>
  )
}

function ChatRow({
  chat,
  words,
  language,
  onOpen,
}: {
  chat: ChatView
  words: Words
  language: string
  onOpen: () => void
}) {
  const last = chat.messages.at(-1)
  return (
    <button type="button" class="chat-row" onClick={onOpen}>
      <span class="face" aria-hidden="true">
        {chat.name.slice(0, 1)}
      </span>
      <span class="about">
        <strong>{chat.name}</strong>
        <span>{last ? unmarked(last.text) || '…' : words.noMessages}</span>
      </span>
      <span class="when">
        {last && timeOf(last.at, language)}
        {chat.unread > 0 && (
          <b>
            {chat.unread}
            <span class="spoken"> {words.unread}</span>
          </b>
        )}
      </span>
    </button>
  )
}
