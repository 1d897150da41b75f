import { luminance, textOn } from '@loods/protocol/contrast'

/** Contrast text needs (WCAG 2.2, 1.4.3). */
const READABLE = 4.5
/** Contrast a filled surface needs to stand out from the ground. */
const VISIBLE = 2

const PAPER = { light: '#ffffff', dark: '#102234' }

export type Theme = 'light' | 'dark'

/**
 * The merchant's colour as the panel uses it: as a surface with its text, and as text on paper, each
 * moved towards white or black only as far as contrast asks.
 * @param color `#rrggbb`
 */
export function accentColors(color: string, theme: Theme): Record<string, string> {
  const fill = theme === 'dark' ? reach(color, VISIBLE, theme) : color
  return {
    '--lo-sea': fill,
    '--lo-on-sea': textOn(fill),
    '--lo-sea-ink': reach(color, READABLE, theme),
  }
}

/** The nearest mix with white (on dark paper) or black (on light paper) that reaches a contrast. */
function reach(color: string, wanted: number, theme: Theme): string {
  const towards = theme === 'dark' ? 255 : 0
  let mixed = color
  for (let part = 0; part <= 100 && contrast(mixed, PAPER[theme]) < wanted; part += 5) {
    mixed = mix(color, towards, part / 100)
  }
  return mixed
}

function mix(color: string, towards: number, part: number): string {
  const channels = [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16)
    return Math.round(value + (towards - value) * part)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${channels.join('')}`
}

/** Contrast ratio of WCAG 2.2, from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}
