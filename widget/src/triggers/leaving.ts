/** Milliseconds on the page before leaving it can mean anything. */
const ARMED_AFTER = 1_000
/** Milliseconds over which a speed is measured: of less, a page that is busy tells nothing. */
const WINDOW = { least: 30, most: 200 }

/** How far down somebody must have been, and how fast back up, in pixels and pixels a millisecond. */
interface Leaving {
  depth: number
  speed: number
}

/** A pointer that was in the page and shoots up to the tabs or the address bar. */
const POINTER: Leaving = { depth: 120, speed: 0.3 }
/** A finger that throws the page back to its top, as before leaving or looking elsewhere. */
const SCROLL: Leaving = { depth: 600, speed: 1.5 }

/** Height of the strip at the top of the window through which a pointer leaves for the tabs. */
const TOP_STRIP = 20

export interface LeavingWatch {
  /** The pointer is at `y` from the top of the window. */
  pointerAt(y: number, at: number): void
  /** The pointer left the window at `y`. @returns whether that looks like leaving */
  pointerLeft(y: number, at: number): boolean
  /** A finger scrolled the page to `y`. @returns whether that looks like leaving */
  scrolledTo(y: number, at: number): boolean
}

/** Tells leaving from wandering. @param start when the page began, in milliseconds like every `at` */
export function createLeavingWatch(start: number): LeavingWatch {
  const pointer = createTrack(POINTER)
  const scroll = createTrack(SCROLL)
  const armed = (at: number) => at - start >= ARMED_AFTER
  return {
    pointerAt: pointer.add,
    pointerLeft: (y, at) => armed(at) && y <= TOP_STRIP && pointer.shootsUp(y, at),
    scrolledTo(y, at) {
      scroll.add(y, at)
      return armed(at) && scroll.shootsUp(y, at)
    },
  }
}

function createTrack({ depth, speed }: Leaving) {
  let deepest = 0
  let recent: { y: number; at: number }[] = []
  return {
    add(y: number, at: number): void {
      deepest = Math.max(deepest, y)
      recent = [...recent.filter((point) => at - point.at <= WINDOW.most), { y, at }]
    },
    shootsUp(y: number, at: number): boolean {
      const passed = (point: { at: number }) => at - point.at
      const from = recent.find((point) => passed(point) <= WINDOW.most)
      return (
        deepest >= depth &&
        from !== undefined &&
        passed(from) >= WINDOW.least &&
        (from.y - y) / passed(from) >= speed
      )
    },
  }
}
