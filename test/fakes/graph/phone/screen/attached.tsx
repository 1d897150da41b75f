import type { FileView } from '../phone-view.ts'
import type { Words } from './words.ts'

/** The file of a message: seen, played, or offered to download. */
export function Attached({
  file,
  words,
  onPlay,
}: {
  file: FileView
  words: Words
  onPlay: () => void
}) {
  const { kind, url, name } = file
  if (kind === 'image' || kind === 'sticker') return <img class={kind} src={url} alt="" />
  // What people record for each other comes without captions.
  // biome-ignore lint/a11y/useMediaCaption: see above
  if (kind === 'video') return <video src={url} controls />
  if (kind === 'audio' && file.plays) {
    // biome-ignore lint/a11y/useMediaCaption: see above
    return <audio src={url} controls onPlay={file.voice ? onPlay : undefined} />
  }
  return (
    <a class="download" href={url} download={name ?? ''}>
      {words.download} · {name ?? words.document}
    </a>
  )
}
