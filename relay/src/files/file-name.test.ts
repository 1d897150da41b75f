import { MAX_FILE_NAME } from '@loods/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanFileName, contentDisposition } from './file-name.ts'

const clean = (name: string, extension = 'txt') =>
  cleanFileName(encodeURIComponent(name), extension)

describe('a file’s name', () => {
  it('stays as it is when nothing is wrong with it', () => {
    expect(clean('Bon van école ☕.txt')).toBe('Bon van école ☕.txt')
    expect(clean('foto.JPEG', 'jpg')).toBe('foto.jpeg')
  })

  it('T65: loses what is not seen before its ending is looked at', () => {
    expect(clean('factuur\u202etxt.exe')).toBe('factuurtxt.exe.txt')
    expect(clean('shell.p\u200bhp')).toBe('shell.php.txt')
    expect(clean('a\u0000b\r\nc.txt')).toBe('abc.txt')
    expect(clean('..\\..\\/etc/.htaccess')).toBe('htaccess.txt')
    expect(clean('e\u0301te.txt')).toBe('éte.txt')
  })

  it('T65: is never empty, too long, a path or more than one line, whatever was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const name = cleanFileName(text, 'pdf')
        expect(name.length).toBeLessThanOrEqual(MAX_FILE_NAME)
        expect(name).toMatch(/^[^/\\\p{Cc}\p{Cf}]+\.pdf$/u)
        expect(name.isWellFormed()).toBe(true)
      }),
    )
  })

  it('T65: fits a header, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const header = contentDisposition('attachment', clean(text))
        expect(header).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.~%-]+$/)
      }),
    )
  })
})
