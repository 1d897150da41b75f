import { useEffect, useRef, useState } from 'preact/hooks'
import type { PhoneAct } from '../phone-acts.ts'
import type { ChatView, MessageView } from '../phone-view.ts'
import { CloseIcon, MicrophoneIcon, PhotoIcon, SendIcon } from './icons.tsx'
import { unmarked } from './marks.tsx'
import { act, base64Of } from './requests.ts'
import type { Words } from './words.ts'

/** The line to write in, with what is quoted above it. */
export function Composer({
  phone,
  chat,
  words,
  draft,
  quoted,
  onQuoted,
}: {
  phone: string
  chat: ChatView
  words: Words
  draft: string
  quoted: MessageView | undefined
  onQuoted: () => void
}) {
  const [text, setText] = useState(draft)
  const [failed, setFailed] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (draft) setText(draft)
  }, [draft])
  useEffect(() => field.current?.focus(), [quoted, draft])

  const send = async (what: Extract<PhoneAct, { do: 'text' | 'file' }>): Promise<void> => {
    try {
      await act(phone, chat.id, quoted ? { ...what, quotes: quoted.id } : what)
      setFailed(false)
      if (what.do === 'text') setText('')
      onQuoted()
    } catch {
      setFailed(true)
    }
  }
  const sendText = (): void => {
    if (text.trim()) void send({ do: 'text', text: text.trim() })
  }
  const sendFile = async (kind: 'image' | 'audio', file: File | undefined): Promise<void> => {
    if (!file) return
    const { type: mime, name } = file
    await send({ do: 'file', kind, mime, name, data: await base64Of(file) })
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        sendText()
      }}
    >
      {failed && <p role="alert">{words.failed}</p>}
      {quoted && (
        <div class="quoted">
          <span>{unmarked(quoted.text) || '…'}</span>
          <button type="button" class="icon" aria-label={words.cancelQuote} onClick={onQuoted}>
            <CloseIcon />
          </button>
        </div>
      )}
      <div class="line">
        <FileButton label={words.photo} accept="image/*" onFile={(file) => sendFile('image', file)}>
          <PhotoIcon />
        </FileButton>
        <FileButton label={words.voice} accept="audio/*" onFile={(file) => sendFile('audio', file)}>
          <MicrophoneIcon />
        </FileButton>
        <textarea
          ref={field}
          rows={1}
          aria-label={words.message}
          placeholder={words.message}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            sendText()
          }}
        />
        <button type="submit" class="icon send" aria-label={words.send}>
          <SendIcon />
        </button>
      </div>
    </form>
  )
}

function FileButton({
  label,
  accept,
  onFile,
  children,
}: {
  label: string
  accept: string
  onFile: (file: File | undefined) => Promise<void>
  children: preact.ComponentChildren
}) {
  return (
    <label class="icon file-button">
      {children}
      <input
        type="file"
        class="spoken"
        aria-label={label}
        accept={accept}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          currentTarget.value = ''
          void onFile(file)
        }}
      />
    </label>
  )
}
