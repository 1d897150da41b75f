import { MAX_FILE_NAME } from '@loods/protocol'

/** Characters that are not seen: control, direction, zero width, soft hyphen. They hide what a name ends in (T65). */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
const RESERVED = /[<>:"|?*]/g

/**
 * A file's name as it is shown: nothing unseen, no folder, at most MAX_FILE_NAME characters, and an
 * ending that fits its type.
 * @param encoded the name as it travels in a header, URI-encoded
 */
export function cleanFileName(encoded: string | undefined, extension: string): string {
  const seen = decode(encoded ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(UNSEEN, '')
  const base = seen.split(/[/\\]/).at(-1) ?? ''
  const name = base.replace(RESERVED, '_').replace(/^[.\s]+|[.\s]+$/g, '')
  return withExtension(name === '' ? 'file' : name, extension)
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return ''
  }
}

/** Endings that mean the same type. */
const SAME: Record<string, string[]> = { jpg: ['jpeg'], weba: ['webm'], m4a: ['mp4'], ogg: ['oga'] }

function withExtension(name: string, extension: string): string {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const fits = ending === extension || SAME[extension]?.includes(ending)
  const suffix = `.${fits ? ending : extension}`
  const stem = fits ? name.slice(0, -suffix.length) : name
  return stem.slice(0, MAX_FILE_NAME - suffix.length).toWellFormed() + suffix
}

/** A Content-Disposition header for any name (RFC 6266 with the encoding of RFC 5987). */
export function contentDisposition(way: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^A-Za-z0-9._-]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${way}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
