import { useEffect, useRef, useState } from 'preact/hooks'

/** Milliseconds a finger rests before it means something. */
const LONG = 450

/** Whether a finger rested on something; until the next touch elsewhere. */
export function useLongPress() {
  const [pressed, setPressed] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = () => clearTimeout(timer.current)

  useEffect(() => {
    if (!pressed) return stop
    const elsewhere = () => setPressed(false)
    document.addEventListener('click', elsewhere)
    return () => document.removeEventListener('click', elsewhere)
  }, [pressed])

  return {
    pressed,
    handlers: {
      onPointerDown({ pointerType }: PointerEvent) {
        if (pointerType !== 'touch') return
        stop()
        timer.current = setTimeout(() => setPressed(true), LONG)
      },
      onPointerUp: stop,
      onPointerMove: stop,
      onPointerCancel: stop,
    },
  }
}
