/** Makes every identifier of the fake from one source of randomness. */
export interface Identifiers {
  /** Beyond 2^53 and odd: whoever reads it as a double gets another one. */
  id: () => bigint
  uuid: () => string
  /** Lower-case hexadecimal digits. */
  hex: (length: number) => string
}

const BEYOND = 2n ** 53n

/** @param random numbers from 0 to 1; the same sequence gives the same identifiers */
export function createIdentifiers(random: () => number): Identifiers {
  const digit = (): string => Math.floor(random() * 16).toString(16)
  const hex = (length: number): string => Array.from({ length }, digit).join('')
  return {
    id: () => BEYOND + 2n * BigInt(Math.floor(random() * 2 ** 40)) + 1n,
    uuid: () => [8, 4, 4, 4, 12].map(hex).join('-'),
    hex,
  }
}
