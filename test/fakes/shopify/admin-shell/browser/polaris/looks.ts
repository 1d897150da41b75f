/** Polaris's scale of spaces, as pixels. */
const SPACES: Record<string, number> = {
  none: 0,
  'small-500': 1,
  'small-400': 2,
  'small-300': 4,
  'small-200': 8,
  'small-100': 12,
  small: 12,
  base: 16,
  large: 20,
  'large-100': 20,
  'large-200': 24,
  'large-300': 32,
  'large-400': 40,
  'large-500': 48,
}

/** `base` or `base small-200` to CSS; nothing for what is no space. */
export function spaces(text: string): string {
  if (text === '') return ''
  return text
    .split(' ')
    .map((it) => `${SPACES[it] ?? 0}px`)
    .join(' ')
}

const TONES: Record<string, [background: string, text: string]> = {
  auto: ['#ebebeb', '#303030'],
  neutral: ['#ebebeb', '#303030'],
  info: ['#e0f0ff', '#00527c'],
  success: ['#cdfee1', '#0c5132'],
  caution: ['#fff8db', '#4f4700'],
  warning: ['#ffefdb', '#5e4200'],
  critical: ['#fee8eb', '#8e0b21'],
}

export function toneOf(name: string): [background: string, text: string] {
  return TONES[name] ?? ['#ebebeb', '#303030']
}
