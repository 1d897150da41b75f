/**
 * Chooses as many as it can so that the expected share of wrong ones among them stays within the limit.
 * Source: Bayesian false discovery rate, Newton et al. 2004; Müller et al. 2006.
 * @param chances probability of each that it is right
 * @param limit expected share of wrong ones, such as .10
 * @returns indices of the chosen, surest first
 * @throws RangeError at a chance that is not from 0 to 1
 */
export function selectWithin(chances: readonly number[], limit: number): number[] {
  const wrong = chances.findIndex((chance) => !(chance >= 0 && chance <= 1))
  if (wrong >= 0) throw new RangeError(`Chance ${wrong} is from 0 to 1; it is ${chances[wrong]}.`)
  const surest = [...chances.keys()].sort((i, j) => (chances[j] ?? 0) - (chances[i] ?? 0))
  let expectedWrong = 0
  const tooMany = surest.findIndex((i, before) => {
    expectedWrong += 1 - (chances[i] ?? 0)
    return expectedWrong > limit * (before + 1)
  })
  return tooMany < 0 ? surest : surest.slice(0, tooMany)
}
