/** @jsxImportSource #dom */
import type { FileInfo } from '@loods/protocol'
import type { View } from './view.ts'
import { allWords, fill } from './words.ts'

/** A file in the thread: pictures in their place, everything else as a card to download. */
export function FileCard({ file, view }: { file: FileInfo; view: View }) {
  return (
    <a class="file" href={file.url} download={file.name}>
      {fill(allWords(view).download, { name: file.name })}
    </a>
  )
}

export function upload(_files: File[], _view: View): void {}
