const RATIO = (Math.sqrt(5) - 1) / 2

/** Where a function with one peak is highest. */
export interface Peak {
  at: number
  height: number
}

/**
 * Finds the peak of a function that rises and then falls; at an end of the range where it only does one.
 * Source: Kiefer 1953 (golden section search).
 * @param tolerance how far the answer may be from the peak, in units of x
 */
export function findPeak(
  f: (x: number) => number,
  { low, high, tolerance }: { low: number; high: number; tolerance: number },
): Peak {
  let [from, to] = [low, high]
  let left = at(to - RATIO * (to - from))
  let right = at(from + RATIO * (to - from))
  while (to - from > tolerance) {
    if (left.height >= right.height) {
      to = right.at
      right = left
      left = at(to - RATIO * (to - from))
    } else {
      from = left.at
      left = right
      right = at(from + RATIO * (to - from))
    }
  }
  return left.height >= right.height ? left : right

  function at(x: number): Peak {
    return { at: x, height: f(x) }
  }
}
