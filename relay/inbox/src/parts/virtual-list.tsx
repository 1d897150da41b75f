import type { ComponentChildren, RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface VirtualListProps {
  count: number
  /** Height of every row in CSS pixels. */
  rowHeight: number
  /** Draws one row, which must be `rowHeight` high. */
  row(index: number): ComponentChildren
  keyOf(index: number): string
  /** Whether more rows can be had now. */
  more: boolean
  /** Called when the last rows are in view and more can be had. */
  onEnd(): void
  scroller: RefObject<HTMLDivElement | null>
}

/** Rows drawn beyond each edge, so that a quick scroll shows rows and not ground. */
const BEYOND = 8

interface Window {
  from: number
  to: number
}

/** Draws only the rows in view of a list of any length. Lives inside the element that scrolls. */
export function VirtualList(props: VirtualListProps) {
  const { count, rowHeight, row, keyOf, more, scroller } = props
  const [seen, setSeen] = useState<Window>({ from: 0, to: 30 })
  const latest = useRef(props)
  latest.current = props

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => {
      const next = windowOf(element.scrollTop, element.clientHeight, rowHeight)
      setSeen((known) => (known.from === next.from && known.to === next.to ? known : next))
      const now = latest.current
      if (now.more && next.to >= now.count) now.onEnd()
    }
    measure()
    element.addEventListener('scroll', measure, { passive: true })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', measure)
      observer.disconnect()
    }
  }, [rowHeight, count, more])

  const to = Math.min(seen.to, count)
  const indexes = Array.from({ length: Math.max(0, to - seen.from) }, (_, at) => seen.from + at)
  return (
    <div class="virtual" role="presentation" style={{ height: `${count * rowHeight}px` }}>
      {indexes.map((index) => (
        <div
          class="virtual-row"
          role="presentation"
          key={keyOf(index)}
          style={{ transform: `translateY(${index * rowHeight}px)`, height: `${rowHeight}px` }}
        >
          {row(index)}
        </div>
      ))}
    </div>
  )
}

/** Which rows to draw for a scroll position. */
export function windowOf(top: number, height: number, rowHeight: number): Window {
  const first = Math.floor(top / rowHeight)
  const last = Math.ceil((top + height) / rowHeight)
  return { from: Math.max(0, first - BEYOND), to: last + BEYOND }
}
