/** Relative luminance above which black is the better text: white on it falls below 4.5:1. */
const WHITE_FAILS_ABOVE = 1.05 / 4.5 - 0.05

/**
 * Text colour for a filled surface: white where it reaches 4.5:1, else black, which then does.
 * @param color `#rrggbb`
 */
export function textOn(color: string): '#fff' | '#000' {
  return luminance(color) > WHITE_FAILS_ABOVE ? '#000' : '#fff'
}

/** Relative luminance of WCAG 2.2, from 0 (black) to 1 (white). @param color `#rrggbb` */
export function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(color.slice(at, at + 2), 16)))
  return 0.2126 * (red as number) + 0.7152 * (green as number) + 0.0722 * (blue as number)
}

function linear(channel: number): number {
  const part = channel / 255
  return part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92
}
