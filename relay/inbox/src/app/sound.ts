import { type ReadonlySignal, signal } from '@preact/signals'

/** The sound of a shopper who waits: two soft tones, made here, so that nothing is fetched. */
export interface Sound {
  /** Whether the browser keeps it silent until the person does something on the page. */
  blocked: ReadonlySignal<boolean>
  play(): void
  /** Lets it be heard, inside a gesture, and plays it once as the proof. */
  unlock(): Promise<void>
  stop(): void
}

const TONES = [
  { at: 0, hertz: 660 },
  { at: 0.16, hertz: 880 },
]
/** Milliseconds in which other windows of this browser leave the ring to the first. */
const ONE_WINDOW = 2_000

/** Browsers are mute until the person has done something on the page; the first gesture unlocks it. */
export function createSound(page: Window): Sound {
  const audio = new AudioContext()
  const blocked = signal(audio.state !== 'running')
  const follow = () => {
    blocked.value = audio.state !== 'running'
  }
  // An inbox that closes the next moment needs no sound any more.
  const resume = () => void audio.resume().catch(() => undefined)
  audio.addEventListener('statechange', follow)
  // Not at the press: the line that asks for sound goes then, and what was pressed would move away.
  page.addEventListener('click', resume, true)
  page.addEventListener('keydown', resume)
  return {
    blocked,
    play() {
      if (audio.state === 'running') void alone(page, () => ring(audio))
    },
    async unlock() {
      await audio.resume()
      ring(audio)
    },
    stop() {
      page.removeEventListener('click', resume, true)
      page.removeEventListener('keydown', resume)
      audio.removeEventListener('statechange', follow)
      void audio.close()
    },
  }
}

/** Of several open windows only one rings. */
async function alone(page: Window, work: () => void): Promise<void> {
  const locks = page.navigator.locks as LockManager | undefined
  if (!locks) return work()
  await locks.request('loods-ring', { ifAvailable: true }, async (lock) => {
    if (!lock) return
    work()
    await new Promise((done) => setTimeout(done, ONE_WINDOW))
  })
}

function ring(audio: AudioContext): void {
  for (const { at, hertz } of TONES) {
    const start = audio.currentTime + at
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(0.18, start + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5)
    tone.connect(volume).connect(audio.destination)
    tone.start(start)
    tone.stop(start + 0.5)
  }
}
