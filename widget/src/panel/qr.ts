import encodeQR from 'qr'

/** Modules of white around the code: with fewer, cameras do not see where it begins. */
const BORDER = 3

/** A QR code as one path of squares of one unit, in a square of `size` units. */
export function drawQr(text: string): { path: string; size: number } {
  const rows = encodeQR(text, 'raw', { border: BORDER, ecc: 'low' })
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
  return { path: path.join(''), size: rows.length }
}
