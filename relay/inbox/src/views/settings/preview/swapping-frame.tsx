import { useEffect, useRef, useState } from 'preact/hooks'
import { PREVIEW_DRAWN } from '../../../preview/request.ts'

/** Milliseconds a change may rest before it is drawn, so that typing does not draw every letter. */
const CALM = 250

interface SwappingFrameProps {
  class: string
  title: string
  address: string
  /** What to show, for after the `#`. */
  request: string
}

/** A frame that draws each change out of sight and shows it when it stands: nothing flickers. */
export function SwappingFrame({ class: name, title, address, request }: SwappingFrameProps) {
  const [frames, setFrames] = useState({ shown: '', next: request })
  const next = useRef<HTMLIFrameElement>(null)

  useEffect(() => {
    const timer = setTimeout(() => setFrames(({ shown }) => ({ shown, next: request })), CALM)
    return () => clearTimeout(timer)
  }, [request])

  useEffect(() => {
    const take = ({ data, source }: MessageEvent) => {
      if (data !== PREVIEW_DRAWN || source !== next.current?.contentWindow) return
      setFrames((now) => ({ shown: now.next, next: '' }))
    }
    window.addEventListener('message', take)
    return () => window.removeEventListener('message', take)
  }, [])

  const drawing = frames.next && frames.next !== frames.shown ? frames.next : undefined
  return (
    <div class={`preview-frame ${name}`}>
      {[frames.shown, drawing].filter(Boolean).map((hash) => (
        <iframe
          key={hash}
          ref={hash === drawing ? next : null}
          class={hash === drawing && frames.shown ? 'drawing' : undefined}
          title={title}
          tabIndex={-1}
          src={`${address}#${hash}`}
        />
      ))}
    </div>
  )
}
