import type { FileInfo } from '@loods/protocol'
import { Download } from 'lucide'
import { useInbox } from '../../app/context.ts'
import { Icon } from '../../parts/icon.tsx'

interface FileViewProps {
  file: FileInfo
  /** Called when its address no longer works. */
  onExpired(): void
}

/** A file in a bubble: a picture is shown, sound can be played, everything else is only downloaded. */
export function FileView({ file, onExpired }: FileViewProps) {
  const { words } = useInbox()
  if (file.type.startsWith('image/')) {
    return (
      <a class="picture" href={file.url} target="_blank" rel="noopener noreferrer">
        <img
          src={file.url}
          alt={words.thread.openPicture(file.name)}
          width={file.width}
          height={file.height}
          loading="lazy"
          onError={onExpired}
        />
      </a>
    )
  }
  if (file.type.startsWith('audio/')) {
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
  return (
    <a class="download" href={file.url} download={file.name}>
      <Icon of={Download} size={16} />
      <span class="cut">{file.name}</span>
      <span class="size">{sizeOf(file.size)}</span>
      <span class="hidden-text">{words.thread.download(file.name)}</span>
    </a>
  )
}

/** @param bytes 1,536 becomes 2 KB */
function sizeOf(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024))
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}
