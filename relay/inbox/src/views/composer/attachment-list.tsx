import { FileText, Image, Mic, RotateCw, X } from 'lucide'
import { useInbox } from '../../app/context.ts'
import { IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { Attachment, Uploads } from './use-uploads.ts'

/** The files that go with a reply, and how far each has come. */
export function AttachmentList({ uploads }: { uploads: Uploads }) {
  if (uploads.all.length === 0) return null
  return (
    <ul class="attachments">
      {uploads.all.map((each) => (
        <Chip key={each.key} attachment={each} uploads={uploads} />
      ))}
    </ul>
  )
}

function Chip({ attachment, uploads }: { attachment: Attachment; uploads: Uploads }) {
  const { words } = useInbox()
  const { key, name, file, part, info, problem } = attachment
  const label = info ? words.composer.removeFile(name) : words.composer.cancelUpload(name)
  return (
    <li data-problem={problem !== undefined}>
      <Icon of={iconFor(file.type)} size={16} />
      <span class={problem ? undefined : 'cut'}>{problem ? `${name}: ${problem}` : name}</span>
      {!info && !problem && (
        <progress aria-label={words.composer.uploading(name)} max={1} value={part} />
      )}
      {problem && (
        <IconButton icon={RotateCw} label={words.app.retry} onClick={() => uploads.retry(key)} />
      )}
      <IconButton icon={X} label={label} onClick={() => uploads.remove(key)} />
    </li>
  )
}

function iconFor(type: string) {
  if (type.startsWith('image/')) return Image
  return type.startsWith('audio/') ? Mic : FileText
}
