/** Steps in which the answer is narrowed: to a thousandth of a doubling. */
const STEPS = 10

/**
 * The smallest multiple of what there is at which something becomes true and stays so.
 * @param isTrue false up to some number and true from there
 * @param most where to give up
 * @returns at least 1; undefined when it is still false at `most`
 */
export function smallestWhere(
  isTrue: (times: number) => boolean,
  most: number,
): number | undefined {
  if (isTrue(1)) return 1
  let low = 1
  while (!isTrue(low * 2)) {
    low *= 2
    if (low >= most) return undefined
  }
  let high = low * 2
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (isTrue(middle)) high = middle
    else low = middle
  }
  return high <= most ? high : undefined
}
