import decodeQR from 'qr/decode.js'
import { expect, it } from 'vitest'
import { drawQr } from './qr.ts'

/** Pixels a camera would see for each square. */
const SCALE = 4

it('draws what a camera reads back, letter for letter', () => {
  const link =
    'https://wa.me/31858880001?text=Hallo%2C%20ik%20wil%20verder%20(Ref%3A%20K7Q2-9XFD)%20%E2%80%99s'
  expect(decodeQR(seen(drawQr(link)))).toBe(link)
})

/** Black squares on white, as RGBA. */
function seen({ path, size }: ReturnType<typeof drawQr>) {
  const width = size * SCALE
  const data = new Uint8Array(width * width * 4).fill(255)
  for (const [, x = '', y = ''] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let i = 0; i < SCALE * SCALE; i += 1) {
      const column = Number(x) * SCALE + (i % SCALE)
      const row = Number(y) * SCALE + Math.floor(i / SCALE)
      data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3)
    }
  }
  return { width, height: width, data }
}
