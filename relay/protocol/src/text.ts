import * as v from 'valibot'

/** Line breaks and tabs are text; other control characters, and halves of a surrogate pair, are not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the characters that are refused is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/**
 * A text of 1 to `max` characters after trimming. Refuses NUL, other control characters and lone
 * surrogates, so that every store and screen can hold what was accepted.
 */
export function plainText(max: number) {
  return v.pipe(
    v.string(),
    v.check(
      (text) => text.isWellFormed() && !CONTROL.test(text),
      'holds characters that are not text',
    ),
    v.transform((text) => text.replaceAll('\r\n', '\n').normalize('NFC').trim()),
    v.minLength(1, 'is empty'),
    v.maxLength(max, `is longer than ${max} characters`),
  )
}

/** One line of text: as plainText, with line breaks and tabs folded to spaces. */
export function lineText(max: number) {
  return v.pipe(
    v.string(),
    v.transform((text) => text.replace(/\s+/g, ' ')),
    plainText(max),
  )
}
