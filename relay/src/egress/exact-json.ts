type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown

/** JSON.parse with the number's own digits, which TypeScript does not know yet. */
const parse = JSON.parse as (text: string, reviver?: Reviver) => unknown

/** Sixteen digits in a row may be more than a number here can hold. */
const LONG = /\d{16}/

/**
 * Parses what others write: Meta and Shopify have ids that are numbers beyond 2^53, which come back as
 * text with all their digits.
 * @throws SyntaxError when it is no JSON
 */
export function parseExactJson(body: string | Buffer): unknown {
  const text = typeof body === 'string' ? body : body.toString('utf8')
  return LONG.test(text) ? parse(text, keepDigits) : parse(text)
}

const keepDigits: Reviver = (_, value, { source = '' }) =>
  typeof value === 'number' && /^-?\d+$/.test(source) && !Number.isSafeInteger(value)
    ? source
    : value
