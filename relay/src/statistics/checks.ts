/** How often something happened in how many visits; fractions where old visits count for less. */
export interface Count {
  n: number
  hits: number
}

/** @throws RangeError unless `0 <= hits <= n` and both are finite */
export function requireCount({ n, hits }: Count): void {
  if (n >= 0 && hits >= 0 && hits <= n && Number.isFinite(n)) return
  throw new RangeError(`A count has 0 <= hits <= n; this one has ${hits} hits of ${n}.`)
}

/** @throws RangeError unless `0 < value < 1` */
export function requireInside01(name: string, value: number): void {
  if (value > 0 && value < 1) return
  throw new RangeError(`${name} lies between 0 and 1, neither included; it is ${value}.`)
}

/** @throws RangeError unless `value` is finite and above 0 */
export function requirePositive(name: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return
  throw new RangeError(`${name} is a number above 0; it is ${value}.`)
}

/** @throws RangeError unless `value` is finite and not below 0 */
export function requireAmount(name: string, value: number): void {
  if (value >= 0 && Number.isFinite(value)) return
  throw new RangeError(`${name} is a number of at least 0; it is ${value}.`)
}
