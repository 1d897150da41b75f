import sharp from 'sharp'

const FLAG = '#f2b705'
const INK = '#10243a'

/** The mark: an L whose foot ends in the tail of a speech bubble, on the yellow of the pilot's flag. */
function draw(corner: number, scale: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" rx="${corner}" fill="${FLAG}"/><g transform="translate(256 256) scale(${scale}) translate(-256 -256)"><path d="M166 104h72a12 12 0 0 1 12 12v188h92a32 32 0 0 1 32 32v104a12 12 0 0 1-20.5 8.5L309 404H186a32 32 0 0 1-32-32V116a12 12 0 0 1 12-12z" fill="${INK}"/></g></svg>`
}

/** Sharp at every size; for the browser's tab. */
export const ICON_SVG = draw(112, 1)

/** What phones ask for. A maskable icon fills its square and keeps the mark in the safe circle. */
const PNGS = {
  '192.png': { size: 192, svg: ICON_SVG },
  '512.png': { size: 512, svg: ICON_SVG },
  'maskable-512.png': { size: 512, svg: draw(0, 0.78) },
  'apple-180.png': { size: 180, svg: draw(0, 0.9) },
  'badge-96.png': { size: 96, svg: badge() },
} as const

/** Android shows only the shape of a badge, in its own colour. */
function badge(): string {
  return draw(0, 1.2)
    .replace(/<rect[^>]+>/, '')
    .replace(INK, '#fff')
}

const made = new Map<string, Promise<Buffer>>()

/** A PNG by its file name, drawn once; undefined for a name there is no icon of. */
export function iconPng(name: string): Promise<Buffer> | undefined {
  if (!Object.hasOwn(PNGS, name)) return undefined
  const { size, svg } = PNGS[name as keyof typeof PNGS]
  const known = made.get(name)
  if (known) return known
  const drawing = sharp(Buffer.from(svg)).resize(size, size).png({ palette: true }).toBuffer()
  made.set(name, drawing)
  return drawing
}
