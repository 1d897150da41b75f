/** @jsxImportSource #dom */
import { IconButton } from './icons.tsx'
import { duration } from './times.ts'
import type { View } from './view.ts'
import style from './voice.css'
import { allWords, fill } from './words.ts'

export const css = style

/** What browsers record, best first; the relay takes them all. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']
/** Seconds after which a recording ends by itself. */
const LONGEST = 300

interface Recording {
  stop(): Promise<File>
  startedAt: number
}

let recording: Recording | undefined
let state: 'off' | 'asking' | 'on' | 'refused' = 'off'
let ticking: number | undefined

/** Records a voice note in the composer's place. */
export function Voice({ view }: { view: View }) {
  const words = allWords(view)
  if (state === 'off') void begin(view)
  const seconds = recording ? (Date.now() - recording.startedAt) / 1_000 : 0
  if (seconds > LONGEST) void finish(view, true)
  return (
    <div class="composer voice">
      <IconButton icon="trash" label={words.voiceCancel} onClick={() => void finish(view, false)} />
      {state === 'refused' ? (
        <p role="alert">{words.voiceRefused}</p>
      ) : (
        <p role="timer">
          {state === 'on' && <i />}
          {state === 'on' && fill(words.recording, { time: duration(seconds) })}
        </p>
      )}
      {state === 'on' && (
        <IconButton
          class="send"
          icon="send"
          label={words.voiceSend}
          onClick={() => void finish(view, true)}
        />
      )}
    </div>
  )
}

/** Throws a running recording away. */
export function cancel(view: View): void {
  if (state !== 'off') void finish(view, false)
}

async function begin(view: View): Promise<void> {
  state = 'asking'
  try {
    recording = await record()
    state = 'on'
    ticking = window.setInterval(() => view.act.change({}), 1_000)
  } catch {
    state = 'refused'
  }
  view.act.change({})
}

async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type))
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {})
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  recorder.start()
  return {
    startedAt: Date.now(),
    stop: () =>
      new Promise((resolve) => {
        recorder.onstop = () => {
          for (const track of stream.getTracks()) track.stop()
          const type = recorder.mimeType.split(';')[0] ?? ''
          resolve(new File(parts, `voice.${type.split('/')[1]}`, { type }))
        }
        recorder.stop()
      }),
  }
}

async function finish(view: View, keep: boolean): Promise<void> {
  const done = recording
  recording = undefined
  state = 'off'
  clearInterval(ticking)
  view.act.change({ tray: undefined })
  if (!done) return
  const seconds = (Date.now() - done.startedAt) / 1_000
  const file = await done.stop()
  if (keep) view.act.addFiles([file], seconds)
}
