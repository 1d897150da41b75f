/** Bytes of a picture WhatsApp takes, of the kinds it takes: JPEG, and PNG of eight bits in colour. */
const MAX_BYTES = 5 * 1024 * 1024
/** Pixels of a side; what is larger is shown smaller anyway. */
const MAX_SIDE = 4_096
const QUALITY = 85

export interface Picture {
  type: string
  bytes: Buffer
}

/**
 * Makes a picture one that phones show: JPEG as it is, anything else a PNG where it is see-through and
 * a JPEG where not, of what moves its first frame; and small enough.
 * @throws Error when it cannot be opened
 */
export async function fitPicture({ type, bytes }: Picture): Promise<Picture> {
  if (type === 'image/jpeg' && bytes.length <= MAX_BYTES) return { type, bytes }
  const { default: sharp } = await import('sharp')
  const image = sharp(bytes).resize({
    width: MAX_SIDE,
    height: MAX_SIDE,
    fit: 'inside',
    withoutEnlargement: true,
  })
  const { hasAlpha } = await sharp(bytes).metadata()
  if (hasAlpha) {
    const png = await image.clone().toColourspace('srgb').png({ palette: false }).toBuffer()
    if (png.length <= MAX_BYTES) return { type: 'image/png', bytes: png }
  }
  const jpeg = await image.flatten({ background: '#fff' }).jpeg({ quality: QUALITY }).toBuffer()
  return { type: 'image/jpeg', bytes: jpeg }
}
