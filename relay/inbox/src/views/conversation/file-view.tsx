import type { FileInfo } from '@loods/protocol'
import { Download } from 'lucide'
import { useInbox } from '../../app/context.ts'
import { Icon } from '../../parts/icon.tsx'

interface FileViewProps {
  file: FileInfo
  sticker?: boolean
  /** Called when its address no longer works. */
  onExpired(): void
}

/** A file in a bubble: pictures are shown, sound and film can be played, everything else is only downloaded. */
export function FileView({ file, sticker = false, onExpired }: FileViewProps) {
  const { words } = useInbox()
  if (file.type.startsWith('image/')) {
    return <Picture file={file} sticker={sticker} onExpired={onExpired} />
  }
  if (isPlayed(file.type, 'audio')) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody wrote down what a shopper says
      <audio
        controls
        preload="metadata"
        src={file.url}
        aria-label={words.thread.voice}
        onError={onExpired}
      />
    )
  }
  if (isPlayed(file.type, 'video')) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody wrote down what a shopper films
      <video
        controls
        preload="metadata"
        playsInline
        src={file.url}
        width={file.width}
        height={file.height}
        aria-label={words.channel.videoOf(file.name)}
        onError={onExpired}
      />
    )
  }
  return (
    <a class="download" href={file.url} download={file.name}>
      <Icon of={Download} size={16} />
      <span class="cut">{file.name}</span>
      <span class="size">{sizeOf(file.size)}</span>
      <span class="hidden-text">{words.thread.download(file.name)}</span>
    </a>
  )
}

/** Whether this browser plays it; phones record in more ways than browsers know. */
function isPlayed(type: string, kind: 'audio' | 'video'): boolean {
  return type.startsWith(`${kind}/`) && document.createElement(kind).canPlayType(type) !== ''
}

/** A sticker is looked at, not opened. */
function Picture({ file, sticker = false, onExpired }: FileViewProps) {
  const { words } = useInbox()
  const { sticker: name } = words.channel
  const image = (
    <img
      src={file.url}
      alt={sticker ? name : words.thread.openPicture(file.name)}
      width={file.width}
      height={file.height}
      loading="lazy"
      onError={onExpired}
    />
  )
  if (sticker) return <span class="sticker">{image}</span>
  return (
    <a class="picture" href={file.url} target="_blank" rel="noopener noreferrer">
      {image}
    </a>
  )
}

/** @param bytes 1,536 becomes 2 KB */
function sizeOf(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024))
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}
