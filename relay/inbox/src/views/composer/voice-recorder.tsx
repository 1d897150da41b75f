import { Check, Trash2 } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { Button } from '../../parts/button.tsx'
import { clock } from '../../parts/time.ts'

interface VoiceRecorderProps {
  onDone(file: Blob, seconds: number): void
  onCancel(): void
}

/** What browsers can record that every browser can play, best first. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

/** Records a voice message; nothing is kept unless it is added. */
export function VoiceRecorder({ onDone, onCancel }: VoiceRecorderProps) {
  const { words, toasts } = useInbox()
  const [seconds, setSeconds] = useState(0)
  const recording = useRef<Recording>(undefined)

  useEffect(() => {
    let gone = false
    startRecording()
      .then((started) => {
        if (gone) started.cancel()
        else recording.current = started
      })
      .catch(() => {
        toasts.problem(words.composer.noMicrophone)
        onCancel()
      })
    const timer = setInterval(() => setSeconds(recording.current?.seconds() ?? 0), 250)
    return () => {
      gone = true
      clearInterval(timer)
      recording.current?.cancel()
    }
  }, [])

  async function finish(): Promise<void> {
    const own = recording.current
    if (!own) return
    const length = own.seconds()
    recording.current = undefined
    onDone(await own.finish(), length)
  }

  return (
    <div class="recorder">
      <span class="recording-dot" aria-hidden="true" />
      <span role="status">{words.composer.recording}</span>
      <b>{clock(seconds * 1_000)}</b>
      <span class="composer-gap" />
      <Button icon={Trash2} onClick={onCancel}>
        {words.composer.discardRecording}
      </Button>
      <Button kind="main" icon={Check} onClick={() => void finish()}>
        {words.composer.stopRecording}
      </Button>
    </div>
  )
}

interface Recording {
  seconds(): number
  finish(): Promise<Blob>
  cancel(): void
}

async function startRecording(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each))
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {})
  const parts: Blob[] = []
  const began = performance.now()
  const release = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  recorder.ondataavailable = ({ data }) => parts.push(data)
  recorder.start()
  return {
    seconds: () => (performance.now() - began) / 1_000,
    finish: () =>
      new Promise((resolve) => {
        recorder.onstop = () => {
          release()
          resolve(new Blob(parts, { type: recorder.mimeType.split(';')[0] ?? '' }))
        }
        recorder.stop()
      }),
    cancel: release,
  }
}
