import { at, definitions, flat, glow, line, paint, shadow, solid } from './brush.ts'
import { bulb, deskLamp, floorLamp, pebbleLamp, pendant, wallLamp } from './lamps.ts'
import {
  curtain,
  cushion,
  foldedStack,
  hungThrow,
  pegRail,
  tableCloth,
  teaTowel,
  tote,
  windowFrame,
} from './linens.ts'
import {
  books,
  bowl,
  branch,
  candlestick,
  jug,
  orange,
  pear,
  plate,
  plateStack,
  tumbler,
  walnut,
} from './tableware.ts'

/** By day a window throws its light on the wall, in the evening the lamp does. */
export type Hour = 'day' | 'evening'

interface Room {
  width: number
  height: number
  wall: string
  /** Colour of the table top or the floor. */
  ground: string
  /** Where wall and ground meet, from the top. */
  horizon: number
  hour: Hour
  /** Middle and reach of the light that is on in the evening. */
  light?: { x: number; y: number; reach: number }
}

function daylight(room: Room): string {
  const panes = [
    'M0 0 L74 26 V118 L0 92Z',
    'M86 30 L160 56 V148 L86 122Z',
    'M0 104 L74 130 V222 L0 196Z',
    'M86 134 L160 160 V252 L86 226Z',
  ]
  const size = room.height / 480
  return at(
    room.width * 0.52,
    room.height * 0.07,
    flat(`path d="${panes.join(' ')}"`, '#fff8e6', 0.34),
    size,
  )
}

function dusk(room: Room): string {
  const { x, y, reach } = room.light ?? {
    x: room.width / 2,
    y: room.horizon,
    reach: room.height * 0.6,
  }
  return (
    flat(`rect width="${room.width}" height="${room.height}"`, '#241b22', 0.68) + glow(x, y, reach)
  )
}

function paintRoom(room: Room, things: string): string {
  const { width, height, horizon } = room
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${[
    definitions,
    flat(`rect width="${width}" height="${height}"`, room.hour === 'day' ? room.wall : '#c99f80'),
    room.hour === 'day' ? daylight(room) : '',
    flat(`rect y="${horizon}" width="${width}" height="${height - horizon}"`, room.ground),
    flat(`rect y="${horizon}" width="${width}" height="5"`, '#fff', 0.22),
    room.hour === 'evening' ? dusk(room) : '',
    things,
  ].join('')}</svg>`
}

interface Still {
  wall: string
  ground: string
  horizon?: number
  light?: { x: number; y: number; reach: number }
  things: (hour: Hour) => string
}

function still(setting: Still, hour: Hour): string {
  return paintRoom(
    { width: 400, height: 480, horizon: 384, ...setting, hour },
    setting.things(hour),
  )
}

const wood: Record<string, string> = { walnut: paint.walnut, black: paint.black }
const metals: Record<string, string> = { brass: paint.brass, black: paint.black }
const glazes: Record<string, string> = {
  sand: paint.sand,
  terracotta: paint.terracotta,
  sage: paint.sage,
}

type Drawing = (variant: string) => Still

const stills: Record<string, Drawing> = {
  noot: (variant) => ({
    wall: '#ead8c3',
    ground: '#c69a6d',
    light: { x: 262, y: 236, reach: 250 },
    things: (hour) =>
      at(178, 424, deskLamp(wood[variant] ?? paint.walnut, hour === 'evening')) +
      at(316, 440, walnut()) +
      at(346, 430, walnut(), 0.8),
  }),
  duin: (variant) => ({
    wall: '#d5d3c4',
    ground: '#b48a60',
    light: { x: 200, y: 210, reach: 270 },
    things: (hour) =>
      at(
        200,
        0,
        pendant(paint.linen, hour === 'evening', variant === 'd50' ? 50 : 70),
        variant === 'd50' ? 1.2 : 1,
      ) +
      at(200, 436, bowl(paint.terracotta)) +
      at(176, 386, orange()) +
      at(222, 388, orange()) +
      at(200, 376, orange()) +
      at(
        200,
        436,
        solid(
          'path d="M-84 -58 Q-74 -6 -26 0 H26 Q74 -6 84 -58 Q0 -40 -84 -58Z"',
          paint.terracotta,
        ),
      ),
  }),
  haven: (variant) => ({
    wall: '#b9c3c0',
    ground: '#8d6a4c',
    horizon: 408,
    light: { x: 255, y: 240, reach: 260 },
    things: (hour) =>
      at(122, 128, wallLamp(metals[variant] ?? paint.brass, hour === 'evening'), 1.28) +
      at(118, 448, books([paint.sea, paint.terracotta, paint.butter])),
  }),
  schemer: () => ({
    wall: '#e3cdb6',
    ground: '#9b7553',
    horizon: 396,
    light: { x: 262, y: 206, reach: 240 },
    things: (hour) =>
      at(130, 432, floorLamp(paint.black, paint.linen, hour === 'evening')) +
      at(268, 444, armchair(paint.moss)),
  }),
  kiezel: (variant) => ({
    wall: '#d9dccf',
    ground: '#c7a27a',
    light: { x: 200, y: 190, reach: 250 },
    things: (hour) =>
      at(196, 430, pebbleLamp(glazes[variant] ?? paint.sand, hour === 'evening')) +
      at(330, 440, pear(paint.pear), 0.8),
  }),
  filament: (variant) => ({
    wall: '#c9b7a5',
    ground: '#7b5a41',
    horizon: 424,
    light: { x: 200, y: 250, reach: 260 },
    things: (hour) => bulbs(variant === 'three' ? [82, 200, 318] : [200], hour === 'evening'),
  }),
  tas: (variant) => ({
    wall: variant === 'ink' ? '#e9d9c6' : '#c4cbbd',
    ground: '#a98461',
    horizon: 452,
    things: () =>
      at(40, 62, pegRail(320, [60, 160, 260])) +
      at(
        200,
        72,
        tote(variant === 'ink' ? paint.ink : paint.oat, variant === 'ink' ? paint.oat : paint.ink),
      ),
  }),
  zilt: () => ({
    wall: '#d8e0e0',
    ground: '#b98d5f',
    things: () =>
      at(200, 424, foldedStack([paint.mist, paint.linen, '#8fa5ad', paint.linen])) +
      at(200, 268, cushion('#a9bcc2')),
  }),
  wad: () => ({
    wall: '#e6d3bd',
    ground: '#a98461',
    horizon: 440,
    things: () => at(200, 92, hungThrow('#7f92a0', paint.linen)),
  }),
  streep: () => ({
    wall: '#efe4d3',
    ground: '#b98d5f',
    horizon: 440,
    things: () =>
      at(40, 96, pegRail(320, [100, 226])) +
      at(140, 108, teaTowel(paint.linen, paint.sea)) +
      at(266, 108, teaTowel(paint.linen, paint.terracotta)),
  }),
  mist: () => ({
    wall: '#e5dccd',
    ground: '#a77f58',
    horizon: 432,
    things: () =>
      at(112, 86, windowFrame('#cfe0e6', '#7b93a0')) +
      solid('rect x="40" y="46" width="320" height="10" rx="5"', paint.walnut) +
      at(56, 50, curtain('#dfe3df', 396)) +
      at(344, 50, `<g transform="scale(-1 1)">${curtain('#dfe3df', 396, 74)}</g>`),
  }),
  klei: (variant) => ({
    wall: '#c8ccb9',
    ground: '#d5b892',
    things: () =>
      at(variant === 'd21' ? 236 : 232, 420, plate(paint.clay, variant === 'd21' ? 104 : 130)) +
      at(140, 442, plateStack(paint.blush, 4)),
  }),
  melk: () => ({
    wall: '#dcc0a8',
    ground: '#b48a60',
    things: () => at(200, 232, branch(paint.sage)) + at(198, 432, jug(paint.cream)),
  }),
  dauw: () => ({
    wall: '#a9bdbf',
    ground: '#d8c0a0',
    things: () =>
      at(148, 414, tumbler('#eef7f7', 0.5), 1.2) +
      at(262, 432, tumbler('#eef7f7', 0.72), 1.3) +
      at(80, 440, lemon()),
  }),
  zondag: () => ({
    wall: '#dfe1d4',
    ground: '#a77f58',
    horizon: 400,
    things: () =>
      at(200, 238, tableCloth(paint.linen, paint.terracotta)) +
      at(162, 238, jug(paint.mist), 0.6) +
      at(160, 118, branch(paint.sage), 0.62) +
      at(246, 240, pear(paint.pear), 0.8) +
      at(278, 246, pear('#c9a94f'), 0.74),
  }),
  wiek: () => ({
    wall: '#cfa98c',
    ground: '#8d6a4c',
    light: { x: 210, y: 160, reach: 200 },
    things: (hour) =>
      at(150, 424, candlestick(paint.brass, 150, hour === 'evening')) +
      at(240, 436, candlestick(paint.brass, 100, hour === 'evening')) +
      at(316, 420, candlestick(paint.brass, 52, hour === 'evening')),
  }),
}

function bulbs(places: readonly number[], lit: boolean): string {
  return places
    .map((x, i) => at(x, 0, bulb(lit, [104, 196, 142][i % 3] ?? 104), places.length > 1 ? 0.72 : 1))
    .join('')
}

function lemon(): string {
  return (
    shadow(0, 1, 30) +
    solid('ellipse cx="0" cy="-20" rx="27" ry="20"', '#e3c14a') +
    solid('path d="M22 -26 q12 2 11 6 q-4 6 -12 6Z"', '#e3c14a')
  )
}

function armchair(colour: string): string {
  return [
    shadow(0, 8, 120),
    solid('path d="M-56 0 l-8 20 M0 0" stroke="none"', paint.walnut),
    flat('path d="M-64 0 h12 l-4 22 h-6Z M60 0 h12 l2 22 h-6Z"', paint.walnut),
    solid('path d="M-62 -60 V-150 Q-62 -176 -34 -176 H54 Q82 -176 82 -150 V-60Z"', colour),
    solid('rect x="-66" y="-66" width="152" height="44" rx="14"', colour),
    solid(
      'path d="M-92 -92 q0 -16 18 -16 q18 0 18 16 V4 H-92Z M76 -92 q0 -16 18 -16 q18 0 18 16 V4 H76Z"',
      colour,
    ),
    flat('rect x="-56" y="-24" width="132" height="28" rx="4"', '#2b1a0c', 0.3),
  ].join('')
}

/**
 * Draws a product: 400 by 480 units.
 * @param id a product's id; one without a drawing gives an empty room
 */
export function drawProduct(id: string, variant: string, hour: Hour): string {
  const drawing = stills[id]
  return still(
    drawing ? drawing(variant) : { wall: paint.plaster, ground: paint.sand, things: () => '' },
    hour,
  )
}

/** The table of the home page in the evening, wide (1440 by 720) for a desk or tall (800 by 860). */
export function drawHero(shape: 'wide' | 'tall'): string {
  const wide = shape === 'wide'
  const [width, height, middle] = wide ? [1440, 720, 1010] : [800, 860, 400]
  const horizon = height - 110
  const room: Room = {
    width,
    height,
    wall: paint.blush,
    ground: '#9b7553',
    horizon,
    hour: 'evening',
    light: { x: middle, y: horizon - 300, reach: 560 },
  }
  return paintRoom(room, at(middle, horizon, dinner(horizon / 0.9), 0.9))
}

/** The laid table under its lamp; 0, 0 is the floor under the middle of the table. */
function dinner(ceiling: number): string {
  return [
    at(-404, -560, nightWindow(), 1.1),
    at(0, -ceiling, pendant(paint.terracotta, true, (ceiling - 596) / 1.2), 1.2),
    at(-286, 30, chair(paint.walnut)),
    at(286, 30, `<g transform="scale(-1 1)">${chair(paint.walnut)}</g>`),
    at(0, -196, tableCloth(paint.linen, paint.sea), 1.62),
    at(-172, -206, candlestick(paint.brass, 46, true), 0.86),
    at(-36, -300, branch(paint.sage), 0.7),
    at(-38, -194, jug(paint.cream), 0.6),
    at(86, -184, plateStack(paint.clay, 4), 0.74),
    at(-112, -176, tumbler('#eef7f7', 0.6), 0.52),
    at(182, -192, tumbler('#eef7f7', 0.5), 0.52),
    at(24, -170, pear(paint.pear), 0.7),
    at(-58, -166, orange(), 0.8),
  ].join('')
}

function nightWindow(): string {
  const panes = [
    [22, 176],
    [58, 186],
    [58, 206],
    [126, 196],
    [146, 196],
    [168, 176],
    [30, 206],
    [92, 178],
  ]
  const lights = panes.map(([x, y]) =>
    flat(`rect x="${x}" y="${y}" width="6" height="9"`, '#ffd98a', 0.85),
  )
  return windowFrame('#4b5c74', '#131b27', lights.join(''))
}

/** The back of a wooden chair; 0, 0 is the floor under its seat. */
function chair(colour: string): string {
  return [
    line('M-58 0 L-68 -352', colour, 13),
    line('M40 0 L34 -352', colour, 13),
    ...[-330, -286, -242].map((y) => line(`M-64 ${y} Q-14 ${y - 12} 34 ${y}`, colour, 18)),
    line('M-68 -160 H60', colour, 18),
  ].join('')
}

/** A category of the home page: 600 by 440 units. */
export function drawCategory(id: string): string {
  const { things, ...room } = tiles[id] ?? { wall: paint.plaster, ground: paint.sand, things: '' }
  return paintRoom({ width: 600, height: 440, horizon: 344, hour: 'day', ...room }, things)
}

const tiles: Record<string, { wall: string; ground: string; things: string }> = {
  lamps: {
    wall: '#e7d2bb',
    ground: '#c69a6d',
    things: [
      at(170, 392, pebbleLamp(paint.terracotta, false), 0.98),
      at(404, 392, deskLamp(paint.walnut, false), 0.98),
      at(306, 412, books([paint.sea, paint.butter]), 0.9),
    ].join(''),
  },
  linen: {
    wall: '#cbd3d0',
    ground: '#b98d5f',
    things: [
      at(40, 58, pegRail(330, [70, 190, 290])),
      at(110, 70, teaTowel(paint.linen, paint.terracotta)),
      at(230, 70, teaTowel(paint.oat, paint.sea)),
      at(446, 394, foldedStack([paint.mist, paint.linen, '#8fa5ad', paint.linen])),
      at(446, 238, cushion(paint.blush), 0.96),
    ].join(''),
  },
  table: {
    wall: '#c9ccb8',
    ground: '#d0ae86',
    things: [
      at(300, 388, plate(paint.clay, 118)),
      at(188, 214, branch(paint.sage), 0.9),
      at(186, 396, jug(paint.cream), 0.92),
      at(352, 404, plateStack(paint.blush, 4), 0.94),
      at(492, 396, tumbler('#f2f9f9', 0.6)),
      at(92, 402, pear(paint.pear), 0.9),
    ].join(''),
  },
}

/** A reading corner after sunset: 720 by 560 units. */
export function drawEvening(): string {
  const room: Room = {
    width: 720,
    height: 560,
    wall: '#c99f80',
    ground: '#8d6a4c',
    horizon: 452,
    hour: 'evening',
    light: { x: 390, y: 240, reach: 330 },
  }
  return paintRoom(
    room,
    [
      at(70, 84, nightWindow()),
      at(250, 500, floorLamp(paint.black, paint.linen, true), 1.1),
      at(440, 512, armchair(paint.moss), 1.16),
      at(448, 440, cushion(paint.terracotta), 0.62),
      at(640, 508, books([paint.sea, paint.clay, paint.butter])),
      at(640, 448, pear(paint.pear), 0.66),
    ].join(''),
  )
}
