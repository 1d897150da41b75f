import type { ChannelThread, Conversation } from '@loods/protocol'
import { Package, Paperclip, Smile } from 'lucide'
import { useRef, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { lazyView } from '../../app/lazy.tsx'
import { IconButton } from '../../parts/button.tsx'
import { Menu } from '../../parts/menu.tsx'

const ShopPicker = lazyView(async () => (await import('./shop-picker.tsx')).ShopPicker)
const EmojiPicker = lazyView(async () => (await import('./emoji-picker.tsx')).EmojiPicker)

/** Something the shop sells or gives, as a card. */
export function FromShop({ conversation }: { conversation: Conversation }) {
  const { words } = useInbox()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        icon={Package}
        label={words.composer.fromShop}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      {open && <ShopPicker conversation={conversation} onClose={() => setOpen(false)} />}
    </>
  )
}

/** What the relay takes; it looks at the bytes, not at this list. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,image/gif,application/pdf,text/plain,audio/*'
/** Of that, what a channel shows as what it is. */
const ACCEPTED_OVER = {
  whatsapp: 'image/jpeg,image/png,application/pdf,text/plain,audio/*',
  messenger: ACCEPTED,
}

interface AttachProps {
  onFiles(files: Iterable<File>): void
  /** What an answer goes over, where that is not the shop's page. */
  over: ChannelThread['kind'] | undefined
}

export function Attach({ onFiles, over }: AttachProps) {
  const { words } = useInbox()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton
        icon={Paperclip}
        label={words.composer.attach}
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        hidden
        type="file"
        multiple
        accept={over ? ACCEPTED_OVER[over] : ACCEPTED}
        aria-label={words.composer.attach}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
    </>
  )
}

export function Emoji({ onPick }: { onPick(emoji: string): void }) {
  const { words } = useInbox()
  const [open, setOpen] = useState(false)
  return (
    <Menu
      label={words.composer.emoji}
      place="up start"
      open={open}
      onClose={() => setOpen(false)}
      anchor={
        <IconButton
          icon={Smile}
          label={words.composer.emoji}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      }
    >
      <EmojiPicker
        onPick={(emoji) => {
          setOpen(false)
          onPick(emoji)
        }}
      />
    </Menu>
  )
}
