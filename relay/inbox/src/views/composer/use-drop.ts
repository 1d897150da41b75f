import { useEffect, useRef, useState } from 'preact/hooks'

/** Files that are dragged over the conversation and let go there, not only over the composer. */
export function useDrop(onFiles: (files: Iterable<File>) => void) {
  const form = useRef<HTMLFormElement>(null)
  const [over, setOver] = useState(false)
  useEffect(() => {
    const pane = form.current?.closest<HTMLElement>('.conversation')
    const onOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (!pane?.contains(event.relatedTarget as Node | null)) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (!event.dataTransfer?.files.length) return
      event.preventDefault()
      onFiles([...event.dataTransfer.files])
    }
    pane?.addEventListener('dragover', onOver)
    pane?.addEventListener('dragleave', onLeave)
    pane?.addEventListener('drop', onDrop)
    return () => {
      pane?.removeEventListener('dragover', onOver)
      pane?.removeEventListener('dragleave', onLeave)
      pane?.removeEventListener('drop', onDrop)
    }
  })
  return { over, form }
}
