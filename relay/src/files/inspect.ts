import { readFile } from 'node:fs/promises'
import { RelayError } from '../errors.ts'
import type { FileKind } from './file-types.ts'

/** Pixels of one picture, all frames together: about 100 MB while it is decoded. */
const MAX_PIXELS = 24_000_000
const MAX_FRAMES = 100
/** Seconds one picture may cost. */
const MAX_SECONDS = 20

export interface Inspected {
  /** Where the bytes to keep are. */
  path: string
  size: number
  width: number | null
  height: number | null
}

/**
 * Makes sure a received file is what it was declared as, and rewrites pictures, so that nothing but
 * pixels is left of them: no place, no camera, no hidden second file.
 * @param out where a rewritten picture goes
 * @throws RelayError unsupported_file
 */
export async function inspect(
  { path, size }: { path: string; size: number },
  out: string,
  kind: FileKind,
): Promise<Inspected> {
  if (kind.type === 'text/plain') await checkText(path)
  else await checkSniffed(path, kind)
  return kind.reencode ? reencode(path, out, kind) : { path, size, width: null, height: null }
}

export function unsupported(why: string): RelayError {
  return new RelayError(
    'unsupported_file',
    `${why}. Send a picture (JPEG, PNG, WebP, GIF), a PDF, plain text or a voice note.`,
  )
}

async function checkSniffed(path: string, kind: FileKind): Promise<void> {
  const found = await sniff(path)
  if (found === undefined || !kind.sniffed.includes(found)) {
    throw unsupported('The file is not what its name says')
  }
}

/** What a file’s first bytes look like; undefined where they say nothing. */
export async function sniff(path: string): Promise<string | undefined> {
  const { fileTypeFromFile } = await import('file-type')
  return (await fileTypeFromFile(path).catch(() => undefined))?.mime
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the characters that are refused is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
/** What begins like a page or a drawing is one, whatever it is called. */
const MARKUP = /^\s*<(!doctype|!--|\?xml|html|head|body|svg|script|iframe|math|xsl)/i

async function checkText(path: string): Promise<void> {
  const text = decodeUtf8(await readFile(path))
  if (text === undefined || CONTROL.test(text) || MARKUP.test(text)) {
    throw unsupported('The file is not plain text')
  }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** One picture at a time: decoding is the most memory a stranger can make us use. */
let turn: Promise<unknown> = Promise.resolve()

function reencode(path: string, out: string, kind: FileKind): Promise<Inspected> {
  const mine = turn.then(() => reencodeNow(path, out, kind))
  turn = mine.catch(() => undefined)
  return mine
}

async function reencodeNow(path: string, out: string, kind: FileKind): Promise<Inspected> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  const limits = { limitInputPixels: MAX_PIXELS, failOn: 'error' as const }
  try {
    const { pages = 1 } = await sharp(path, limits).metadata()
    if (pages > MAX_FRAMES) throw unsupported(`The picture has more than ${MAX_FRAMES} frames`)
    const image = sharp(path, { ...limits, animated: pages > 1 }).timeout({ seconds: MAX_SECONDS })
    const upright = pages > 1 ? image : image.autoOrient()
    const format = kind.type.slice('image/'.length) as 'jpeg' | 'png' | 'webp' | 'gif'
    const { width, height, pageHeight, size } = await upright.toFormat(format).toFile(out)
    return { path: out, size, width, height: pageHeight ?? height }
  } catch (error) {
    if (error instanceof RelayError) throw error
    throw unsupported('The picture is damaged or too large to open')
  }
}
