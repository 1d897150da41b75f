import { at, flat, glow, line, paint, shadow, solid } from './brush.ts'

/** A plate leaning against the wall; foot at 0, 0. */
export function plate(glaze: string, radius: number): string {
  const y = -radius
  return [
    flat(`circle cx="10" cy="${y + 6}" r="${radius}"`, '#2b1a0c', 0.14),
    solid(`circle cx="0" cy="${y}" r="${radius}"`, glaze),
    `<circle cx="0" cy="${y}" r="${radius - 3}" fill="none" stroke="#fff" stroke-opacity=".4" stroke-width="3"/>`,
    `<circle cx="0" cy="${y}" r="${radius * 0.66}" fill="#2b1a0c" fill-opacity=".07" stroke="#2b1a0c" stroke-opacity=".14" stroke-width="2"/>`,
    speckles(radius, y),
  ].join('')
}

function speckles(radius: number, y: number): string {
  return Array.from({ length: 26 }, (_, i) => {
    const angle = i * 2.39996
    const r = radius * 0.92 * Math.sqrt((i + 0.5) / 26)
    const [cx, cy] = [Math.cos(angle) * r, y + Math.sin(angle) * r].map((n) => n.toFixed(1))
    return flat(`circle cx="${cx}" cy="${cy}" r="${1 + (i % 3) * 0.5}"`, '#4a2d18', 0.3)
  }).join('')
}

/** Plates on a pile, seen from the table's edge; foot at 0, 0. */
export function plateStack(glaze: string, count: number): string {
  const one = (i: number) =>
    solid(
      `path d="M-92 ${-i * 13 - 14} Q-84 ${-i * 13} -44 ${-i * 13} H44 Q84 ${-i * 13} 92 ${-i * 13 - 14} Q0 ${-i * 13 - 8} -92 ${-i * 13 - 14}Z"`,
      glaze,
    )
  const top = -(count - 1) * 13 - 14
  return [
    shadow(0, 2, 104),
    ...Array.from({ length: count }, (_, i) => one(i)),
    solid(`ellipse cx="0" cy="${top}" rx="92" ry="11"`, glaze),
    flat(`ellipse cx="0" cy="${top + 1}" rx="62" ry="6"`, '#2b1a0c', 0.14),
  ].join('')
}

/** A milk jug; foot at 0, 0. */
export function jug(glaze: string): string {
  return [
    shadow(4, 0, 96),
    line('M44 -176 C112 -186 116 -84 62 -66', glaze, 15),
    line('M46 -180 C116 -190 122 -84 64 -62', '#2b1a0c', 4, 0.14),
    solid(
      'path d="M-46 0 C-82 -40 -88 -106 -50 -154 C-42 -168 -42 -182 -46 -192 L-66 -210 Q-10 -202 46 -208 C42 -190 44 -168 54 -152 C90 -106 82 -40 48 0 Q0 9 -46 0Z"',
      glaze,
    ),
    flat('path d="M-66 -210 Q-10 -202 46 -208 Q-6 -220 -66 -210Z"', '#2b1a0c', 0.3),
    flat(
      'path d="M-72 -78 Q0 -66 74 -78 C72 -40 64 -18 48 0 Q0 9 -46 0 C-62 -18 -72 -40 -72 -78Z"',
      '#fff',
      0.2,
    ),
  ].join('')
}

/** Branches with leaves, for a jug; the stems meet at 0, 0. */
export function branch(leaf: string): string {
  const stems = [
    'M0 0 C-8 -60 -34 -110 -62 -146',
    'M0 0 C6 -70 12 -120 4 -178',
    'M0 0 C14 -56 44 -94 78 -116',
  ]
  const leaves = [
    [-20, -62, -60],
    [-34, -98, 20],
    [-50, -122, -70],
    [-64, -150, -30],
    [-8, -36, 30],
    [10, -80, 60],
    [2, -112, -60],
    [12, -138, 50],
    [4, -184, 0],
    [-4, -156, -50],
    [22, -52, 80],
    [38, -82, 10],
    [56, -98, 90],
    [82, -120, 60],
    [14, -28, 100],
  ] as const
  return [
    line(stems.join(' '), paint.moss, 2.6),
    ...leaves.map(
      ([x, y, turn], i) =>
        `<ellipse cx="${x}" cy="${y}" rx="8" ry="17" fill="${i % 2 ? leaf : paint.moss}" transform="rotate(${turn} ${x} ${y})"/>`,
    ),
  ].join('')
}

/** A tumbler with water to `fill` (0 to 1); foot at 0, 0. */
export function tumbler(tint: string, fill: number): string {
  const y = -4 - 104 * fill
  const half = 36 + 9 * fill
  return [
    shadow(2, 1, 66),
    `<path d="M-48 -124 L-38 -4 Q0 6 38 -4 L48 -124 Q0 -114 -48 -124Z" fill="${tint}" fill-opacity=".34"/>`,
    `<path d="M${-half} ${y} L-37 -10 Q0 0 37 -10 L${half} ${y} Q0 ${y + 12} ${-half} ${y}Z" fill="${tint}" fill-opacity=".5"/>`,
    flat(`ellipse cx="0" cy="${y}" rx="${half}" ry="7"`, '#fff', 0.42),
    `<ellipse cx="0" cy="-124" rx="48" ry="8" fill="#fff" fill-opacity=".2" stroke="#fff" stroke-opacity=".8" stroke-width="2"/>`,
    line('M-34 -104 L-27 -26', '#fff', 5, 0.6),
    flat('path d="M-38 -4 Q0 6 38 -4 L37 -12 Q0 -2 -37 -12Z"', '#fff', 0.55),
  ].join('')
}

/** A candlestick with a candle; foot at 0, 0. */
export function candlestick(metal: string, stem: number, lit: boolean): string {
  const top = -stem - 22
  return [
    shadow(0, 2, 62),
    solid('path d="M-40 -2 Q-40 -10 0 -12 Q40 -10 40 -2 Q40 6 0 6 Q-40 6 -40 -2Z"', metal),
    solid(`path d="M-6 -8 L-4 ${-stem} H4 L6 -8Z"`, metal),
    solid(`circle cx="0" cy="${-stem * 0.52}" r="10"`, metal),
    solid(`path d="M-16 ${top} H16 Q16 ${-stem} 0 ${-stem} Q-16 ${-stem} -16 ${top}Z"`, metal),
    solid(`rect x="-9" y="${top - 116}" width="18" height="118" rx="3"`, paint.cream),
    line(`M0 ${top - 116} v-7`, paint.black, 2),
    lit ? glow(0, top - 138, 70) + flame(top - 122) : '',
  ].join('')
}

function flame(y: number): string {
  return (
    `<path d="M0 ${y - 34} C9 ${y - 18} 10 ${y - 8} 0 ${y} C-10 ${y - 8} -9 ${y - 18} 0 ${y - 34}Z" fill="#ffd36f"/>` +
    `<path d="M0 ${y - 18} C4 ${y - 10} 5 ${y - 5} 0 ${y} C-5 ${y - 5} -4 ${y - 10} 0 ${y - 18}Z" fill="#fff6d8"/>`
  )
}

/** A pear; foot at 0, 0. */
export function pear(colour: string): string {
  return (
    shadow(0, 1, 30) +
    solid(
      'path d="M0 0 C-28 0 -32 -32 -16 -44 C-10 -52 -10 -66 0 -68 C10 -66 10 -52 16 -44 C32 -32 28 0 0 0Z"',
      colour,
    ) +
    line('M0 -66 q2 -10 8 -13', paint.walnut, 3)
  )
}

/** An orange; foot at 0, 0. */
export function orange(): string {
  return (
    shadow(0, 1, 30) +
    solid('circle cx="0" cy="-24" r="24"', paint.orange) +
    flat('circle cx="4" cy="-42" r="2.4"', paint.moss)
  )
}

/** A wide bowl; foot at 0, 0. */
export function bowl(glaze: string): string {
  return (
    shadow(0, 1, 90) +
    solid('path d="M-84 -58 Q-74 -6 -26 0 H26 Q74 -6 84 -58Z"', glaze) +
    flat('ellipse cx="0" cy="-58" rx="84" ry="10"', '#2b1a0c', 0.22)
  )
}

/** Books lying on each other; foot at 0, 0. */
export function books(colours: readonly string[]): string {
  const one = (colour: string, i: number) =>
    at(
      (i % 2) * 6 - 3,
      -i * 20,
      solid(`rect x="${-58 + i * 5}" y="-20" width="${116 - i * 10}" height="20" rx="3"`, colour) +
        flat(`rect x="${-50 + i * 5}" y="-15" width="${30 - i * 4}" height="3"`, paint.cream, 0.7),
    )
  return shadow(0, 1, 76) + colours.map(one).join('')
}

/** A walnut; foot at 0, 0. */
export function walnut(): string {
  return (
    shadow(0, 1, 20) +
    solid('ellipse cx="0" cy="-13" rx="16" ry="13"', paint.oak) +
    line('M-16 -13 q8 -5 16 0 t16 0 M-8 -22 q4 4 0 8 M8 -22 q-4 5 2 8', paint.walnut, 1.6, 0.6)
  )
}
