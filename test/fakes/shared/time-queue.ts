type Task = () => void | Promise<void>

interface Planned {
  due: number
  order: number
  task: Task | undefined
}

/** What is planned, by the moment it falls due; at the same moment, by when it was added. */
export interface TimeQueue {
  add: (due: number, task: Task) => () => void
  nextDue: () => number | undefined
  /** Removes and returns what is due at `moment` or before, in order. */
  takeUntil: (moment: number) => Task[]
  clear: () => void
}

/** A binary heap: fifty thousand webhooks may be planned at once. */
export function createQueue(): TimeQueue {
  const heap: Planned[] = []
  let order = 0

  function up(at: number): void {
    const parent = (at - 1) >> 1
    if (at === 0 || !swapIfBefore(heap, at, parent)) return
    up(parent)
  }

  function down(at: number): void {
    const [left, right] = [2 * at + 1, 2 * at + 2]
    const child = right < heap.length && isBefore(heap, right, left) ? right : left
    if (child < heap.length && swapIfBefore(heap, child, at)) down(child)
  }

  function takeFirst(): Planned | undefined {
    const first = heap[0]
    const last = heap.pop()
    if (heap.length > 0 && last) {
      heap[0] = last
      down(0)
    }
    return first
  }

  function dropCancelled(): void {
    while (heap[0] && !heap[0].task) takeFirst()
  }

  function nextDue(): number | undefined {
    dropCancelled()
    return heap[0]?.due
  }

  return {
    add(due, task) {
      const planned: Planned = { due, order: order++, task }
      heap.push(planned)
      up(heap.length - 1)
      return () => {
        planned.task = undefined
      }
    },
    nextDue,
    takeUntil(moment) {
      const tasks: Task[] = []
      for (let due = nextDue(); due !== undefined && due <= moment; due = nextDue()) {
        const task = takeFirst()?.task
        if (task) tasks.push(task)
      }
      return tasks
    },
    clear: () => heap.splice(0),
  }
}

function isBefore(heap: Planned[], one: number, other: number): boolean {
  const [a, b] = [heap[one] as Planned, heap[other] as Planned]
  return a.due < b.due || (a.due === b.due && a.order < b.order)
}

function swapIfBefore(heap: Planned[], one: number, other: number): boolean {
  if (!isBefore(heap, one, other)) return false
  const kept = heap[one] as Planned
  heap[one] = heap[other] as Planned
  heap[other] = kept
  return true
}
