import { useEffect, useState } from 'preact/hooks'
import { Button } from '../parts/button.tsx'
import { useInbox } from './context.ts'

/** Milliseconds a line may be away before anybody is told: most are back sooner. */
const PATIENCE = 1_500
/** Milliseconds a browser that lets sound be heard may take to say so. Later the line would be the last thing drawn. */
const SOUND_PATIENCE = 250

/** Says honestly when messages do not arrive as they are sent, or cannot be heard, and what to do. */
export function LineBanner({ signIn }: { signIn: () => void }) {
  const { desk, words, sound, preferences } = useInbox()
  const state = desk.live.value
  const late = useLate(state === 'connecting', PATIENCE)
  const mute = useLate(sound.blocked.value && preferences.value.sound, SOUND_PATIENCE)
  if (state === 'signed_out') {
    return <Banner text={words.app.signedOut} action={words.app.signIn} onAction={signIn} />
  }
  if (state === 'outdated') {
    const reload = () => location.reload()
    return <Banner text={words.app.outdated} action={words.app.reload} onAction={reload} />
  }
  if (state === 'polling') return <Banner calm text={words.line.polling} />
  if (state === 'offline' || late) {
    return <Banner text={words.line.offline} action={words.line.now} onAction={desk.check} />
  }
  if (mute) {
    const unlock = () => void sound.unlock()
    return <Banner calm over text={words.line.mute} action={words.line.unmute} onAction={unlock} />
  }
  return null
}

function useLate(waiting: boolean, patience: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    if (!waiting) return
    const timer = setTimeout(() => setLate(true), patience)
    return () => clearTimeout(timer)
  }, [waiting])
  return late
}

interface BannerProps {
  text: string
  calm?: boolean
  /** Lies over the end of the list: it comes by itself, and nothing may move away under a hand. */
  over?: boolean
  action?: string
  onAction?: () => void
}

function Banner({ text, calm, over, action, onAction }: BannerProps) {
  return (
    <div class={`banner${calm ? ' calm' : ''}${over ? ' over' : ''}`} role="status">
      <span>{text}</span>
      {action && <Button onClick={onAction}>{action}</Button>}
    </div>
  )
}
