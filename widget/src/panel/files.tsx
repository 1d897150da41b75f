/** @jsxImportSource #dom */
import { type ErrorBody, type FileInfo, MAX_FILE_BYTES } from '@loods/protocol'
import { duration } from './duration.ts'
import style from './files.css'
import type { AllMessages, View } from './view.ts'

export const css = style

/** Lucide (ISC). */
const CLOSE = 'M18 6 6 18M6 6l12 12'
const PLAY = 'm7 4 13 8-13 8z'
const PAUSE = 'M8 5v14m8-14v14'
const FILE = 'M14 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8zv6h6'

/** Pixels a picture may be wide and high in the log. */
const WIDEST = 240
const HIGHEST = 260

/** A file in the thread: pictures and sound in their place, everything else to download. */
export function FileCard({ file, view }: { file: FileInfo; view: View }) {
  const words = view.words as AllMessages
  const { fill, Icon } = view.kit
  if (file.type.startsWith('audio/')) return <Player file={file} view={view} />
  if (file.type.startsWith('image/') && file.width && file.height) {
    const scale = Math.min(1, WIDEST / file.width, HIGHEST / file.height)
    return (
      <a class="picture" href={file.url} target="_blank" rel="noopener noreferrer">
        <img
          src={file.url}
          alt={fill(words.picture, { name: file.name })}
          width={Math.round(file.width * scale)}
          height={Math.round(file.height * scale)}
          onError={() => renew(view, file.url)}
        />
      </a>
    )
  }
  return (
    <a class="bubble file" href={file.url} download={file.name} target="_blank" rel="noopener">
      <Icon path={FILE} />
      <span>
        {file.name}
        <small>{size(file.size)}</small>
      </span>
      <span class="hidden">{fill(words.download, { name: file.name })}</span>
    </a>
  )
}

/** Bytes in words both languages share. */
export function size(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024))
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}

const renewed = new Set<string>()

/** An address works for an hour; the thread has a fresh one. */
function renew(view: View, url: string): void {
  if (renewed.has(url)) return
  renewed.add(url)
  view.conversation?.refresh().catch(() => {})
}

// --- sound

const players = new Map<string, HTMLAudioElement>()

function playerOf(file: FileInfo, view: View): HTMLAudioElement {
  const known = players.get(file.id)
  if (known) return known
  const audio = new Audio()
  audio.preload = 'none'
  audio.src = file.url
  for (const event of ['play', 'pause', 'timeupdate', 'ended']) {
    audio.addEventListener(event, () => view.act.change({}))
  }
  audio.addEventListener('error', () => {
    players.delete(file.id)
    renew(view, file.url)
  })
  players.set(file.id, audio)
  return audio
}

function Player({ file, view }: { file: FileInfo; view: View }) {
  const words = view.words as AllMessages
  const { fill, IconButton } = view.kit
  const audio = playerOf(file, view)
  const length = file.seconds ?? (Number.isFinite(audio.duration) ? audio.duration : 0)
  const time = duration(audio.paused && !audio.currentTime ? length : audio.currentTime)
  return (
    <fieldset class="bubble player" aria-label={fill(words.voiceNote, { time })}>
      <IconButton
        icon={audio.paused ? PLAY : PAUSE}
        label={audio.paused ? words.play : words.pause}
        onClick={() => void (audio.paused ? audio.play().catch(() => {}) : audio.pause())}
      />
      <i>
        <b
          style={{ width: `${length ? Math.min(100, (audio.currentTime / length) * 100) : 0}%` }}
        />
      </i>
      <span>{time}</span>
    </fieldset>
  )
}

// --- uploads

interface Upload {
  key: number
  file: File
  seconds: number | undefined
  /** From 0 to 100. */
  progress: number
  failed?: 'uploadFailed' | 'uploadTooLarge' | 'uploadUnsupported'
  request?: XMLHttpRequest
}

let uploads: Upload[] = []
let last = 0

/** Brings files to the relay one by one and says each in the thread when it is there. */
export function upload(files: File[], view: View, seconds?: number): void {
  for (const file of files) {
    last += 1
    const one: Upload = { key: last, file, seconds, progress: 0 }
    uploads = [...uploads, one]
    if (file.size > MAX_FILE_BYTES) one.failed = 'uploadTooLarge'
    else void start(one, view)
  }
  view.act.change({})
}

async function start(one: Upload, view: View): Promise<void> {
  delete one.failed
  const update = (next: Partial<Upload>) => {
    Object.assign(one, next)
    view.act.change({})
  }
  try {
    const conversation = view.act.converse()
    const secret = await conversation.authorize()
    const file = await send(one, view, secret, (progress) => update({ progress }))
    remove(one, view)
    void conversation.say({ file })
  } catch (error) {
    update({ failed: reasonOf(error) })
  }
}

/** XMLHttpRequest, because fetch does not tell how far an upload is. */
function send(
  one: Upload,
  { host: { relay, siteKey } }: View,
  secret: string,
  onProgress: (percent: number) => void,
): Promise<FileInfo> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    one.request = request
    request.open('POST', `${relay}/widget/v1/${siteKey}/files`)
    request.responseType = 'json'
    request.setRequestHeader('authorization', `Bearer ${secret}`)
    request.setRequestHeader('content-type', one.file.type || 'application/octet-stream')
    request.setRequestHeader('x-file-name', encodeURIComponent(one.file.name))
    if (one.seconds) request.setRequestHeader('x-file-seconds', one.seconds.toFixed(1))
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress(Math.round((loaded / total) * 100))
    request.onload = () =>
      request.status < 300 ? resolve(request.response) : reject(request.response?.error)
    request.onerror = () => reject(undefined)
    request.send(one.file)
  })
}

function reasonOf(error: unknown): NonNullable<Upload['failed']> {
  const code = (error as ErrorBody | undefined)?.code
  if (code === 'too_large') return 'uploadTooLarge'
  return code === 'unsupported_file' ? 'uploadUnsupported' : 'uploadFailed'
}

function remove(one: Upload, view: View): void {
  uploads = uploads.filter(({ key }) => key !== one.key)
  view.act.change({})
}

function cancel(one: Upload, view: View): void {
  one.request?.abort()
  remove(one, view)
}

/** Files on their way, and those that did not make it. */
export function Uploads({ view }: { view: View }) {
  const words = view.words as AllMessages
  const { fill, IconButton } = view.kit
  if (uploads.length === 0) return null
  return (
    <ul class="uploads">
      {uploads.map((one) => (
        <li key={one.key}>
          <p role="status">
            {fill(words[one.failed ?? 'uploading'], { name: one.file.name, n: one.progress })}
          </p>
          {!one.failed && <progress max={100} value={one.progress} aria-label={one.file.name} />}
          {one.failed === 'uploadFailed' && (
            <button type="button" class="chip" onClick={() => void start(one, view)}>
              {words.retry}
            </button>
          )}
          <IconButton icon={CLOSE} label={words.uploadCancel} onClick={() => cancel(one, view)} />
        </li>
      ))}
    </ul>
  )
}
