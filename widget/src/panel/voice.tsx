/** @jsxImportSource #dom */
import { duration } from './duration.ts'
import type { AllMessages, View } from './view.ts'
import style from './voice.css'

export const css = style

/** Lucide (ISC). */
const TRASH =
  'M3 6h18m-2 0v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6m3 0V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2'
const SEND = 'M5 12h14m-7-7 7 7-7 7'

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
  const words = view.words as AllMessages
  const { fill, IconButton } = view.kit
  if (state === 'off') void begin(view)
  const seconds = recording ? (Date.now() - recording.startedAt) / 1_000 : 0
  if (seconds > LONGEST) void finish(view, true)
  return (
    <div class="composer voice">
      <IconButton icon={TRASH} label={words.voiceCancel} onClick={() => void finish(view, false)} />
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
          icon={SEND}
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
