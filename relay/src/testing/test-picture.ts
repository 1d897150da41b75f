import sharp from 'sharp'

/** A plain picture as a phone might send one. */
export function testPicture(): Promise<Buffer> {
  const create = { width: 320, height: 200, channels: 3 as const, background: '#d8c8aa' }
  return sharp({ create }).png().toBuffer()
}
