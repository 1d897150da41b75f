/** Paints of the shop's pictures: one warm family, so that sixteen drawings look like one hand. */
export const paint = {
  plaster: '#eadfce',
  linen: '#f1e9dc',
  sand: '#d9c8ad',
  oat: '#e3d5bd',
  walnut: '#6d4932',
  oak: '#b98d5f',
  brass: '#c39648',
  black: '#2a2c31',
  clay: '#c07a58',
  terracotta: '#b1613f',
  sage: '#9ea88f',
  moss: '#6f7c5f',
  mist: '#b9c5c9',
  sea: '#2f5d70',
  ink: '#22364a',
  blush: '#dfb9a3',
  butter: '#e8cf95',
  cream: '#fbf6ec',
  pear: '#b7b25a',
  orange: '#d98b3f',
} as const

/** A shape in one colour, rounded by a soft light from the left. `shape` is an element without `/>`. */
export function solid(shape: string, colour: string): string {
  return `<${shape} fill="${colour}"/><${shape} fill="url(#round)"/>`
}

/** Like `solid`, with the weave of linen over it. */
export function cloth(shape: string, colour: string): string {
  return `${solid(shape, colour)}<${shape} fill="url(#weave)"/>`
}

/** A plain shape, for what is too small to have a light side. */
export function flat(shape: string, colour: string, opacity = 1): string {
  return `<${shape} fill="${colour}"${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`
}

/** An open line with round ends. `width` is in units of the drawing. */
export function line(d: string, colour: string, width: number, opacity = 1): string {
  const faint = opacity < 1 ? ` opacity="${opacity}"` : ''
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${faint}/>`
}

/** The soft dark under something that stands. */
export function shadow(x: number, y: number, radius: number): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${radius}" ry="${radius * 0.13}" fill="url(#under)"/>`
}

/** Puts a drawing made around its own foot (0, 0) somewhere in a scene. */
export function at(x: number, y: number, body: string, scale = 1): string {
  return `<g transform="translate(${x} ${y})${scale === 1 ? '' : ` scale(${scale})`}">${body}</g>`
}

/** The light of a lamp that is on: a wide soft circle with a bright heart. */
export function glow(x: number, y: number, radius: number): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="url(#glow)"/>`
}

export const definitions = `<defs>
<linearGradient id="round"><stop stop-color="#fff" stop-opacity=".1"/><stop offset=".28" stop-color="#fff" stop-opacity=".22"/><stop offset=".6" stop-color="#2b1a0c" stop-opacity="0"/><stop offset="1" stop-color="#2b1a0c" stop-opacity=".3"/></linearGradient>
<linearGradient id="lit" x2="0" y2="1"><stop stop-color="#f6cf8d"/><stop offset=".55" stop-color="#ffe9b8"/><stop offset="1" stop-color="#fff6dc"/></linearGradient>
<radialGradient id="glow"><stop stop-color="#ffe3a3" stop-opacity=".9"/><stop offset=".35" stop-color="#ffd48a" stop-opacity=".42"/><stop offset="1" stop-color="#ffc978" stop-opacity="0"/></radialGradient>
<radialGradient id="under"><stop stop-color="#2b1a0c" stop-opacity=".42"/><stop offset="1" stop-color="#2b1a0c" stop-opacity="0"/></radialGradient>
<pattern id="weave" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 1h4M0 3h4" stroke="#fff" stroke-opacity=".16"/><path d="M1 0v4M3 0v4" stroke="#3b2a17" stroke-opacity=".07"/></pattern>
</defs>`
