/** Pixels from the end within which the newest message is being looked at. */
const AT_END = 80
/** Pixels from the beginning at which older messages are wanted. */
const AT_TOP = 200

/** Where the reader is in the log. */
export interface Place {
  look(): { atEnd: boolean; atTop: boolean }
  toEnd(): void
  /**
   * To be called before a drawing; what it answers, after it: whoever was at the end stays there, and
   * whoever reads older messages keeps them in place while more come in above.
   * @returns takes the number of own messages on their way, a new one goes to the end
   */
  before(): (unsent: number) => void
}

export function createPlace(find: () => HTMLElement | null): Place {
  let unsentBefore = 0

  function look() {
    const box = find()
    const left = box ? box.scrollHeight - box.scrollTop - box.clientHeight : 0
    return { atEnd: left < AT_END, atTop: !!box && box.scrollTop < AT_TOP }
  }

  function toEnd(): void {
    const box = find()
    if (box) box.scrollTop = box.scrollHeight
  }

  function firstRow(): Element | null | undefined {
    return find()?.querySelector('.row,.line')
  }

  return {
    look,
    toEnd,
    before() {
      const { atEnd } = look()
      const row = firstRow()
      const top = row?.getBoundingClientRect().top ?? 0
      return (unsent) => {
        if (atEnd || unsent > unsentBefore) toEnd()
        else if (row?.isConnected) {
          find()?.scrollBy(0, row.getBoundingClientRect().top - top)
        }
        unsentBefore = unsent
      }
    },
  }
}
