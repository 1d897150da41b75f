import { at, cloth, flat, line, paint, shadow, solid } from './brush.ts'

/** Fills a shade or a bulb: its own colour by day, light when the lamp is on. */
function shade(shape: string, colour: string, lit: boolean): string {
  return lit ? `<${shape} fill="url(#lit)"/><${shape} fill="url(#weave)"/>` : cloth(shape, colour)
}

function opening(y: number, rx: number, ry: number, lit: boolean): string {
  return flat(`ellipse cx="0" cy="${y}" rx="${rx}" ry="${ry}"`, lit ? '#fffbea' : '#a8916f')
}

/** Desk lamp of two wooden arms with a linen cone; foot at 0, 0. */
export function deskLamp(wood: string, lit: boolean): string {
  const cone = `${shade('path d="M-24 -8 Q0 -18 24 -8 L70 92 H-70Z"', paint.linen, lit)}${opening(92, 70, 13, lit)}`
  return [
    line('M54 -4 C110 6 120 22 190 20', paint.black, 2.4, 0.8),
    shadow(0, 3, 112),
    solid('path d="M-66 -4 q0 -14 14 -14 H52 q14 0 14 14 q0 8 -10 8 H-56 q-10 0 -10 -8Z"', wood),
    line('M4 -16 L-56 -160', wood, 11),
    line('M1 -18 L-58 -160', '#fff', 2, 0.18),
    line('M-56 -160 L44 -276', wood, 11),
    line('M-59 -161 L40 -276', '#fff', 2, 0.18),
    solid('circle cx="-56" cy="-160" r="12"', paint.brass),
    `<g transform="translate(52 -284) rotate(-22)">${cone}${solid('rect x="-13" y="-30" width="26" height="26" rx="6"', wood)}</g>`,
  ].join('')
}

/** Pendant with ridges like a dune; 0, 0 is where its cord leaves the picture. */
export function pendant(colour: string, lit: boolean, cord: number): string {
  const dome = 'path d="M-124 104 C-122 46 -74 6 0 6 C74 6 122 46 124 104Z"'
  const ridges = [
    line('M-112 66 C-60 40 60 92 113 70', '#3b2a17', 2, 0.16),
    line('M-122 88 C-60 62 60 116 123 92', '#3b2a17', 2, 0.16),
    line('M-88 40 C-44 22 50 62 92 44', '#3b2a17', 2, 0.16),
  ]
  const body = [
    solid('rect x="-11" y="-16" width="22" height="26" rx="5"', paint.brass),
    lit
      ? `<${dome} fill="${colour}"/><${dome} fill="#ffcf85" opacity=".35"/>`
      : solid(dome, colour),
    ...ridges,
    opening(104, 124, 15, lit),
  ]
  return line(`M0 0 V${cord}`, paint.black, 3) + at(0, cord + 14, body.join(''))
}

/** Wall lamp with an opal globe on a brass arm; 0, 0 is the middle of its wall plate. */
export function wallLamp(metal: string, lit: boolean): string {
  const globe = 'circle cx="104" cy="86" r="60"'
  return [
    flat('circle cx="8" cy="8" r="38"', '#2b1a0c', 0.13),
    flat('circle cx="114" cy="98" r="60"', '#2b1a0c', 0.1),
    solid('circle cx="0" cy="0" r="38"', metal),
    flat('circle cx="0" cy="0" r="11"', '#2b1a0c', 0.18),
    line('M0 0 H84 Q104 0 104 20', metal, 9),
    solid('path d="M80 34 Q80 18 104 18 Q128 18 128 34Z"', metal),
    lit ? `<${globe} fill="#fff4d2"/>` : solid(globe, '#f8f3e8'),
    flat('ellipse cx="84" cy="62" rx="14" ry="20"', '#fff', 0.6),
  ].join('')
}

/** Floor lamp that bends over a reader; foot at 0, 0. */
export function floorLamp(metal: string, colour: string, lit: boolean): string {
  return [
    shadow(0, 4, 86),
    solid('path d="M-56 0 Q-56 -12 0 -12 Q56 -12 56 0 Q56 9 0 9 Q-56 9 -56 0Z"', metal),
    line('M0 -8 V-296 C0 -392 132 -392 132 -324', metal, 7),
    at(
      132,
      -330,
      shade(
        'path d="M-22 0 Q0 -10 22 0 C52 14 74 52 76 88 H-76 C-74 52 -52 14 -22 0Z"',
        colour,
        lit,
      ) +
        opening(88, 76, 11, lit) +
        solid('rect x="-9" y="-16" width="18" height="18" rx="4"', metal),
    ),
  ].join('')
}

/** Table lamp on two ceramic pebbles; foot at 0, 0. */
export function pebbleLamp(glaze: string, lit: boolean): string {
  return [
    line('M60 -12 C110 -6 120 14 180 14', paint.black, 2.4, 0.8),
    shadow(0, 0, 112),
    solid(
      'path d="M-80 -44 C-86 -86 -42 -100 6 -98 C60 -96 88 -74 82 -40 C78 -10 42 2 0 2 C-44 2 -74 -12 -80 -44Z"',
      glaze,
    ),
    flat('ellipse cx="2" cy="-95" rx="40" ry="7"', '#2b1a0c', 0.25),
    solid(
      'path d="M-52 -122 C-54 -150 -22 -157 8 -155 C42 -153 58 -140 54 -120 C50 -101 26 -94 0 -94 C-30 -94 -50 -101 -52 -122Z"',
      glaze,
    ),
    solid('rect x="-7" y="-182" width="14" height="30" rx="3"', paint.brass),
    shade('path d="M-98 -172 L-68 -286 Q0 -296 68 -286 L98 -172Z"', paint.linen, lit),
    opening(-172, 98, 13, lit),
  ].join('')
}

/** A big filament bulb on its cord; 0, 0 is where the cord leaves the picture. */
export function bulb(lit: boolean, cord: number): string {
  const glass = 'path d="M-19 44 C-24 84 -84 104 -84 174 A84 84 0 0 0 84 174 C84 104 24 84 19 44Z"'
  const wire = lit ? '#fff3c4' : '#a8692c'
  return (
    line(`M0 0 V${cord}`, paint.black, 3) +
    at(
      0,
      cord,
      [
        solid('rect x="-24" y="0" width="48" height="46" rx="7"', paint.brass),
        flat('rect x="-24" y="32" width="48" height="3"', '#2b1a0c', 0.25),
        lit ? `<${glass} fill="#ffe2a0" opacity=".9"/>` : flat(glass, '#e9b878', 0.5),
        line('M-8 60 L-34 132 M8 60 L34 132', '#8d7453', 2, 0.8),
        line('M-34 132 L-26 208 L-13 136 L0 212 L13 136 L26 208 L34 132', wire, lit ? 4 : 2.6),
        flat('path d="M-66 176 C-66 138 -38 116 -28 100 C-40 130 -54 148 -54 186Z"', '#fff', 0.5),
      ].join(''),
    )
  )
}
