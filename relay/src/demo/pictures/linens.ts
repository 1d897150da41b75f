import { cloth, flat, line, paint, shadow, solid } from './brush.ts'

function fold(d: string): string {
  return line(d, '#3b2a17', 2, 0.14)
}

/** A wooden rail with pegs from x = 0 to `width`, its middle at y = 0. */
export function pegRail(width: number, pegs: readonly number[]): string {
  return [
    flat(`rect x="0" y="-7" width="${width}" height="22" rx="4"`, '#2b1a0c', 0.14),
    solid(`rect x="0" y="-12" width="${width}" height="22" rx="4"`, paint.oak),
    ...pegs.map((x) =>
      solid(`rect x="${x - 6}" y="-10" width="12" height="30" rx="6"`, paint.walnut),
    ),
  ].join('')
}

/** A shopper with long handles; 0, 0 is the peg it hangs from. */
export function tote(colour: string, print: string): string {
  return [
    flat(
      'path d="M-96 130 C-92 240 -100 300 -96 352 H126 C132 290 120 220 118 130Z"',
      '#2b1a0c',
      0.12,
    ),
    line('M-52 124 C-50 50 -16 10 0 4 C16 10 50 50 52 124', colour, 13),
    line('M-52 124 C-50 50 -16 10 0 4 C16 10 50 50 52 124', '#2b1a0c', 13, 0.1),
    cloth(
      'path d="M-108 116 C-110 206 -122 280 -116 340 Q-114 352 -102 352 H102 Q116 352 117 340 C122 276 110 206 108 116 Q0 130 -108 116Z"',
      colour,
    ),
    line('M-107 134 Q0 148 107 134', '#3b2a17', 1.6, 0.22),
    fold('M-74 150 C-70 220 -84 290 -80 346'),
    fold('M70 150 C72 230 86 280 82 346'),
    line('M-24 224 L-12 196 H12 L24 224Z M0 224 V258 M-18 260 H18', print, 4),
    line('M-40 284 H40', print, 3, 0.85),
  ].join('')
}

/** Bed linen, folded; foot at 0, 0. */
export function foldedStack(colours: readonly string[]): string {
  const layers = colours.map((colour, i) => {
    const y = -40 * (i + 1)
    const inset = (i % 2) * 8
    return (
      cloth(
        `path d="M${-112 + inset} ${y + 20} q0 -20 20 -20 H${104 - inset} q10 0 10 10 v20 q0 10 -10 10 H${-92 + inset} q-20 0 -20 -20Z"`,
        colour,
      ) + line(`M${-88 + inset} ${y + 20} H${112 - inset}`, '#3b2a17', 1.6, 0.2)
    )
  })
  return shadow(0, 2, 142) + layers.join('')
}

/** A cushion lying down; foot at 0, 0. */
export function cushion(colour: string): string {
  return (
    cloth(
      'path d="M-104 -8 C-118 -34 -106 -58 -86 -56 C-40 -70 44 -70 88 -56 C108 -58 116 -32 104 -8 C60 4 -58 4 -104 -8Z"',
      colour,
    ) +
    fold('M-86 -50 C-76 -40 -74 -24 -88 -12') +
    fold('M90 -50 C80 -40 78 -24 90 -12')
  )
}

/** A throw over a rod with a fringe at its hem; 0, 0 is the middle of the rod. */
export function hungThrow(colour: string, stripe: string): string {
  const hem = Array.from({ length: 25 }, (_, i) => `M${-96 + i * 8} 280 v${16 + (i % 3) * 2}`)
  return [
    solid('rect x="-172" y="-7" width="344" height="14" rx="7"', paint.oak),
    flat('path d="M-84 6 H120 V300 H-84Z"', '#2b1a0c', 0.12),
    cloth('path d="M-112 -4 q0 -10 10 -10 H92 V240 Q-10 250 -112 238Z"', '#6b7d8a'),
    line(hem.join(' '), colour, 2.6),
    cloth(
      'path d="M-100 -2 q0 -14 14 -14 H86 q16 0 16 14 C98 90 108 190 102 284 Q0 276 -100 284 C-106 190 -96 90 -100 -2Z"',
      colour,
    ),
    flat(
      'path d="M-102 200 Q0 192 104 200 V216 Q0 208 -102 216Z M-102 228 Q0 220 104 228 V234 Q0 226 -102 234Z M-102 246 Q0 238 104 246 V262 Q0 254 -102 262Z"',
      stripe,
      0.85,
    ),
    fold('M-58 0 C-54 100 -64 190 -58 278'),
    fold('M14 -6 C10 90 22 190 14 274'),
    fold('M66 -4 C70 110 60 180 68 276'),
  ].join('')
}

/** A tea towel by its loop; 0, 0 is the hook. */
export function teaTowel(colour: string, stripe: string): string {
  return [
    flat(
      'path d="M6 16 C-14 60 -34 160 -38 264 Q26 276 82 262 C78 160 44 60 14 16Z"',
      '#2b1a0c',
      0.12,
    ),
    line('M0 -4 q-7 12 0 18 q7 -6 0 -18', colour, 3),
    cloth('path d="M0 10 C-26 50 -54 150 -60 258 Q0 272 62 256 C54 150 28 50 0 10Z"', colour),
    flat(
      'path d="M-57 214 Q0 228 59 212 L60 222 Q0 238 -58 224Z M-58 232 Q0 246 61 230 L61 234 Q0 250 -59 236Z M-53 196 Q0 210 57 194 L58 200 Q0 216 -54 202Z"',
      stripe,
    ),
    fold('M0 16 C-8 90 -22 180 -24 262'),
    fold('M2 16 C14 90 26 180 28 260'),
  ].join('')
}

/** A window with a sky, 0, 0 at its top left corner, 200 wide and 250 high. */
export function windowFrame(sky: string, roofs: string, lights = ''): string {
  return [
    flat('rect x="0" y="0" width="200" height="250"', sky),
    flat(
      'path d="M0 190 h28 v-34 l14 -16 14 16 v22 h26 v-40 h8 v-14 h22 v14 h8 v52 h30 v-28 l18 -18 18 18 v26 h14 v62 H0Z"',
      roofs,
      0.5,
    ),
    lights,
    `<path d="M0 0H200V250H0Z M100 0V250 M0 96H200" fill="none" stroke="${paint.cream}" stroke-width="11"/>`,
    flat('rect x="-16" y="250" width="232" height="14" rx="3"', paint.cream),
    flat('rect x="-16" y="264" width="232" height="6"', '#2b1a0c', 0.12),
  ].join('')
}

/** One curtain from rod to floor; 0, 0 is the rod above its left hem, `height` its drop. */
export function curtain(colour: string, height: number, width = 110): string {
  const w = width
  return [
    cloth(
      `path d="M0 0 H${w} C${w - 12} ${height * 0.4} ${w - 2} ${height * 0.7} ${w + 10} ${height} Q${w / 2} ${height + 10} -12 ${height} C0 ${height * 0.7} -6 ${height * 0.4} 0 0Z"`,
      colour,
    ),
    ...[0.22, 0.44, 0.64, 0.84].map((part, i) =>
      fold(
        `M${w * part} 4 C${w * part - 6} ${height * 0.4} ${w * part + 4} ${height * 0.7} ${w * part + (i - 1) * 3} ${height - 2}`,
      ),
    ),
  ].join('')
}

/** A table under a cloth that falls to all sides; 0, 0 is the middle of the table top. */
export function tableCloth(colour: string, stripe: string): string {
  return [
    shadow(0, 206, 190),
    cloth(
      'path d="M-156 0 C-158 70 -172 140 -176 190 Q-146 210 -114 194 Q-76 216 -34 198 Q8 218 48 198 Q88 216 122 194 Q150 208 176 188 C170 140 158 70 156 0Z"',
      colour,
    ),
    flat(
      'path d="M-174 168 Q-146 188 -114 172 Q-76 194 -34 176 Q8 196 48 176 Q88 194 122 172 Q150 186 174 166 L175 174 Q150 194 122 180 Q88 202 48 184 Q8 204 -34 184 Q-76 202 -114 180 Q-146 196 -175 176Z"',
      stripe,
    ),
    fold('M-112 20 C-112 90 -118 150 -114 190'),
    fold('M-36 32 C-34 100 -40 150 -34 196'),
    fold('M46 32 C46 100 52 150 48 196'),
    fold('M120 18 C122 90 126 150 122 190'),
    cloth('ellipse cx="0" cy="0" rx="156" ry="32"', colour),
    flat('ellipse cx="0" cy="0" rx="156" ry="32"', '#fff', 0.16),
  ].join('')
}
