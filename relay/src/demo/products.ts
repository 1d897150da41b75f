import type { Language } from '@loods/protocol'

/** The demo shop's goods. Prices are euro cents including VAT. */

export const languages = ['nl', 'en'] as const satisfies readonly Language[]
export type Both<T = string> = Readonly<Record<Language, T>>

export interface Variant {
  readonly id: string
  readonly label: Both
  readonly price: number
  /** A colour to show beside the label; without it the choice is a size. */
  readonly swatch?: string
}

export interface Product {
  readonly id: string
  readonly category: CategoryId
  readonly title: Both
  /** What it is made of, in one line under the title. */
  readonly kind: Both
  readonly intro: Both
  readonly story: Both
  readonly facts: readonly (readonly [Both, Both])[]
  readonly care: Both
  readonly variants: readonly [Variant, ...Variant[]]
  readonly stock: 'plenty' | 'few' | 'made-to-order'
  /** Has a second picture with its light on. */
  readonly lights?: true
  readonly isNew?: true
  readonly goesWith: readonly string[]
}

export interface Category {
  readonly id: string
  readonly title: Both
  readonly line: Both
  readonly intro: Both
}

export const categories = [
  {
    id: 'lamps',
    title: { nl: 'Lampen', en: 'Lamps' },
    line: {
      nl: 'Voor boven de tafel en naast je boek',
      en: 'For above the table and beside your book',
    },
    intro: {
      nl: 'Warm licht op de plek waar je het nodig hebt. Elke lamp heeft een gewone fitting, dus een nieuwe lichtbron vind je overal.',
      en: 'Warm light where you need it. Every lamp has a standard fitting, so you can buy a new bulb anywhere.',
    },
  },
  {
    id: 'linen',
    title: { nl: 'Linnen', en: 'Linen' },
    line: { nl: 'Wordt zachter met elke was', en: 'Softer with every wash' },
    intro: {
      nl: 'Europees linnen, geweven in Portugal en Litouwen. Voorgewassen, dus het krimpt niet meer en strijken hoeft niet.',
      en: 'European linen, woven in Portugal and Lithuania. Pre-washed, so it will not shrink and needs no ironing.',
    },
  },
  {
    id: 'table',
    title: { nl: 'Tafel', en: 'Table' },
    line: { nl: 'Voor elke dag en voor lange avonden', en: 'For every day and for long evenings' },
    intro: {
      nl: 'Aardewerk, glas en messing dat tegen een stootje kan. Bijna alles mag in de vaatwasser; wat niet mag, zeggen we erbij.',
      en: 'Stoneware, glass and brass made to be used. Nearly all of it is dishwasher safe; where it is not, we say so.',
    },
  },
] as const satisfies readonly Category[]

export type CategoryId = (typeof categories)[number]['id']

const size: Both = { nl: 'Maat', en: 'Size' }
const material: Both = { nl: 'Materiaal', en: 'Material' }
const fitting: Both = { nl: 'Fitting', en: 'Fitting' }
const cord: Both = { nl: 'Snoer', en: 'Cord' }
const origin: Both = { nl: 'Gemaakt in', en: 'Made in' }
const weight: Both = { nl: 'Gewicht', en: 'Weight' }

const portugal: Both = { nl: 'Portugal', en: 'Portugal' }
const lithuania: Both = { nl: 'Litouwen', en: 'Lithuania' }
const netherlands: Both = { nl: 'Nederland', en: 'the Netherlands' }
const linen: Both = { nl: '100 % linnen, Oeko-Tex', en: '100% linen, Oeko-Tex' }

const dust: Both = {
  nl: 'Stof de kap af met een zachte borstel. Neem hout of metaal af met een licht vochtige doek.',
  en: 'Dust the shade with a soft brush. Wipe wood or metal with a slightly damp cloth.',
}
const wash: Both = {
  nl: 'Wassen op 40 °C met gelijke kleuren. Drogen aan de lijn of op lage stand. Strijken hoeft niet.',
  en: 'Wash at 40 °C with similar colours. Line dry or tumble dry low. No ironing needed.',
}
const dishwasher: Both = {
  nl: 'Mag in de vaatwasser en de magnetron.',
  en: 'Dishwasher and microwave safe.',
}

/** A text that reads the same in both languages. */
function same(text: string): Both {
  return { nl: text, en: text }
}

export const products: readonly Product[] = [
  {
    id: 'noot',
    category: 'lamps',
    title: { nl: 'Bureaulamp Noot', en: 'Noot desk lamp' },
    kind: { nl: 'Notenhout en linnen', en: 'Walnut and linen' },
    intro: {
      nl: 'Twee armen van notenhout die blijven staan waar je ze zet. Past in elke E27 fitting, tot 60 watt.',
      en: 'Two walnut arms that stay where you put them. Takes any E27 bulb up to 60 watts.',
    },
    story: {
      nl: 'Noot begon als lamp voor ons eigen magazijn: licht genoeg om te verschuiven, zwaar genoeg om nooit om te vallen. De messing scharnieren hebben een stelschroef onder de dop, dus ook na tien jaar blijft de arm staan.',
      en: 'Noot began as a lamp for our own stockroom: light enough to move, heavy enough never to fall over. The brass hinges have a set screw under their cap, so the arm still holds after ten years.',
    },
    facts: [
      [size, { nl: '58 cm hoog, kap Ø 19 cm', en: '58 cm high, shade Ø 19 cm' }],
      [material, { nl: 'FSC-noten, linnen, messing', en: 'FSC walnut, linen, brass' }],
      [
        fitting,
        { nl: 'E27, tot 60 W, zonder lichtbron', en: 'E27, up to 60 W, bulb not included' },
      ],
      [cord, { nl: '2 m textiel, schakelaar in het snoer', en: '2 m fabric, switch in the cord' }],
      [origin, netherlands],
    ],
    care: dust,
    variants: [
      { id: 'walnut', label: { nl: 'Noten', en: 'Walnut' }, price: 5990, swatch: '#6d4932' },
      { id: 'black', label: { nl: 'Zwart', en: 'Black' }, price: 5990, swatch: '#2a2c31' },
    ],
    stock: 'plenty',
    lights: true,
    goesWith: ['filament', 'kiezel', 'tas'],
  },
  {
    id: 'duin',
    category: 'lamps',
    title: { nl: 'Hanglamp Duin', en: 'Duin pendant' },
    kind: { nl: 'Gips met de hand gegoten', en: 'Hand-cast plaster' },
    intro: {
      nl: 'Een koepel met de lijnen van een duin na de wind. Mooi laag boven een tafel, 60 tot 70 cm van het blad.',
      en: 'A dome with the lines of a dune after the wind. Hang it low, 60 to 70 cm above the table.',
    },
    story: {
      nl: 'Elke kap wordt in Zeeland met de hand gegoten en geschuurd, dus geen twee zijn gelijk. De binnenkant is wit: dat geeft anderhalf keer zoveel licht op tafel als een donkere kap.',
      en: 'Every shade is cast and sanded by hand in Zeeland, so no two are the same. The inside is white, which puts half as much light again on the table as a dark shade.',
    },
    facts: [
      [
        size,
        {
          nl: 'Ø 35 cm, 19 cm hoog, of Ø 50 cm, 26 cm hoog',
          en: 'Ø 35 cm, 19 cm high, or Ø 50 cm, 26 cm high',
        },
      ],
      [material, { nl: 'Gips, messing', en: 'Plaster, brass' }],
      [
        fitting,
        { nl: 'E27, tot 40 W, zonder lichtbron', en: 'E27, up to 40 W, bulb not included' },
      ],
      [cord, { nl: '180 cm, in te korten', en: '180 cm, can be shortened' }],
      [weight, { nl: '2,1 kg of 3,8 kg', en: '2.1 kg or 3.8 kg' }],
    ],
    care: dust,
    variants: [
      { id: 'd35', label: same('Ø 35 cm'), price: 12900 },
      { id: 'd50', label: same('Ø 50 cm'), price: 16900 },
    ],
    stock: 'made-to-order',
    lights: true,
    goesWith: ['filament', 'zondag', 'schemer'],
  },
  {
    id: 'haven',
    category: 'lamps',
    title: { nl: 'Wandlamp Haven', en: 'Haven wall lamp' },
    kind: { nl: 'Opaalglas en metaal', en: 'Opal glass and metal' },
    intro: {
      nl: 'Een bol van opaalglas die de hele hoek zacht verlicht. Ook voor de badkamer (IP44).',
      en: 'A globe of opal glass that lights the whole corner softly. Bathroom safe (IP44).',
    },
    story: {
      nl: 'Getekend naar de lampen op de kade van Hoorn. De arm draait 90 graden, zodat je hem als leeslamp naast je bed kunt zetten.',
      en: 'Drawn after the lamps on the quay at Hoorn. The arm turns 90 degrees, so it doubles as a reading light beside your bed.',
    },
    facts: [
      [size, { nl: 'Bol Ø 16 cm, 27 cm van de muur', en: 'Globe Ø 16 cm, 27 cm from the wall' }],
      [
        material,
        { nl: 'Mondgeblazen glas, messing of staal', en: 'Mouth-blown glass, brass or steel' },
      ],
      [
        fitting,
        { nl: 'E14, tot 25 W, zonder lichtbron', en: 'E14, up to 25 W, bulb not included' },
      ],
      [origin, portugal],
    ],
    care: dust,
    variants: [
      { id: 'brass', label: { nl: 'Messing', en: 'Brass' }, price: 7450, swatch: '#c39648' },
      { id: 'black', label: { nl: 'Zwart', en: 'Black' }, price: 7450, swatch: '#2a2c31' },
    ],
    stock: 'plenty',
    lights: true,
    goesWith: ['noot', 'mist', 'schemer'],
  },
  {
    id: 'schemer',
    category: 'lamps',
    title: { nl: 'Vloerlamp Schemer', en: 'Schemer floor lamp' },
    kind: { nl: 'Staal en linnen', en: 'Steel and linen' },
    intro: {
      nl: 'Buigt over je schouder mee. De voetschakelaar dimt in drie standen.',
      en: 'Bends over your shoulder. The foot switch dims in three steps.',
    },
    story: {
      nl: 'De boog komt uit één stuk buis, zonder las. De gietijzeren voet weegt zes kilo: ook met een hond en drie kinderen blijft Schemer staan.',
      en: 'The arc is bent from a single tube, without a weld. The cast-iron foot weighs six kilos: even with a dog and three children, Schemer stays put.',
    },
    facts: [
      [size, { nl: '152 cm hoog, reikt 48 cm ver', en: '152 cm high, reaches 48 cm' }],
      [material, { nl: 'Gepoedercoat staal, linnen', en: 'Powder-coated steel, linen' }],
      [
        fitting,
        { nl: 'E27, tot 60 W, zonder lichtbron', en: 'E27, up to 60 W, bulb not included' },
      ],
      [cord, { nl: '2,5 m textiel met voetdimmer', en: '2.5 m fabric with foot dimmer' }],
      [weight, { nl: '8,4 kg', en: '8.4 kg' }],
    ],
    care: dust,
    variants: [{ id: 'black', label: { nl: 'Zwart', en: 'Black' }, price: 18900 }],
    stock: 'few',
    lights: true,
    goesWith: ['wad', 'filament', 'noot'],
  },
  {
    id: 'kiezel',
    category: 'lamps',
    title: { nl: 'Tafellamp Kiezel', en: 'Kiezel table lamp' },
    kind: { nl: 'Keramiek en linnen', en: 'Ceramic and linen' },
    intro: {
      nl: 'Twee keien op elkaar, met een kap die het licht naar beneden én naar boven laat.',
      en: 'One pebble on another, with a shade that sends light both down and up.',
    },
    story: {
      nl: 'Gedraaid, niet gegoten, en daarna in de hand gedeukt tot hij goed ligt. Het glazuur is mat en voelt als een steen die in de zon heeft gelegen.',
      en: 'Thrown, not cast, then nudged by hand until it sits right. The glaze is matt and feels like a stone that has lain in the sun.',
    },
    facts: [
      [size, { nl: '46 cm hoog, kap Ø 30 cm', en: '46 cm high, shade Ø 30 cm' }],
      [material, { nl: 'Steengoed, linnen, messing', en: 'Stoneware, linen, brass' }],
      [
        fitting,
        { nl: 'E27, tot 60 W, zonder lichtbron', en: 'E27, up to 60 W, bulb not included' },
      ],
      [origin, portugal],
    ],
    care: dust,
    variants: [
      { id: 'terracotta', label: same('Terracotta'), price: 8490, swatch: '#b1613f' },
      { id: 'sage', label: { nl: 'Salie', en: 'Sage' }, price: 8490, swatch: '#9ea88f' },
      { id: 'sand', label: { nl: 'Zand', en: 'Sand' }, price: 8490, swatch: '#d9c8ad' },
    ],
    stock: 'plenty',
    lights: true,
    isNew: true,
    goesWith: ['filament', 'melk', 'wad'],
  },
  {
    id: 'filament',
    category: 'lamps',
    title: { nl: 'Filament E27 warm', en: 'Filament E27 warm' },
    kind: { nl: 'Ledlamp, dimbaar', en: 'LED bulb, dimmable' },
    intro: {
      nl: '2200 K: het oranje van een gloeilamp, met een tiende van de stroom. Past in al onze lampen met E27.',
      en: '2200 K: the orange of an old bulb at a tenth of the power. Fits all our E27 lamps.',
    },
    story: {
      nl: 'We hebben er negentien naast elkaar gehangen. Deze flikkert niet op de telefoon, zoemt niet met een dimmer en gaat volgens de test 15.000 uur mee.',
      en: 'We hung nineteen side by side. This one does not flicker on a phone camera, does not hum on a dimmer and is tested to last 15,000 hours.',
    },
    facts: [
      [size, { nl: 'Ø 9,5 cm, 14 cm lang', en: 'Ø 9.5 cm, 14 cm long' }],
      [fitting, same('E27')],
      [
        { nl: 'Licht', en: 'Light' },
        { nl: '470 lumen, 2200 K, Ra 95', en: '470 lumens, 2200 K, CRI 95' },
      ],
      [{ nl: 'Verbruik', en: 'Power' }, same('4,5 W')],
      [{ nl: 'Energielabel', en: 'Energy label' }, same('E')],
    ],
    care: {
      nl: 'Kapot? Breng hem naar de milieustraat of stuur hem gratis terug.',
      en: 'Broken? Take it to a recycling point or send it back free of charge.',
    },
    variants: [
      { id: 'one', label: { nl: '1 stuk', en: 'Single' }, price: 895 },
      { id: 'three', label: { nl: '3 stuks', en: 'Set of 3' }, price: 2450 },
    ],
    stock: 'plenty',
    lights: true,
    goesWith: ['noot', 'duin', 'kiezel'],
  },
  {
    id: 'tas',
    category: 'linen',
    title: { nl: 'Linnen tas', en: 'Linen tote' },
    kind: { nl: 'Zwaar linnen, 420 gram', en: 'Heavy linen, 420 gsm' },
    intro: {
      nl: 'Draagt twaalf kilo en past over een winterjas. Binnenin een vak voor je sleutels.',
      en: 'Carries twelve kilos and fits over a winter coat. With an inside pocket for your keys.',
    },
    story: {
      nl: 'Gemaakt van de randen die overblijven als we gordijnen snijden. Daarom zijn er nooit meer dan tachtig tegelijk.',
      en: 'Made from the edges left over when we cut curtains. That is why there are never more than eighty at a time.',
    },
    facts: [
      [size, { nl: '42 × 40 cm, bodem 12 cm', en: '42 × 40 cm, base 12 cm' }],
      [material, linen],
      [
        { nl: 'Hengsels', en: 'Handles' },
        { nl: '32 cm vrije hoogte', en: '32 cm drop' },
      ],
      [origin, netherlands],
    ],
    care: wash,
    variants: [
      { id: 'natural', label: { nl: 'Naturel', en: 'Natural' }, price: 2400, swatch: '#e3d5bd' },
      { id: 'ink', label: { nl: 'Inkt', en: 'Ink' }, price: 2400, swatch: '#22364a' },
    ],
    stock: 'plenty',
    goesWith: ['streep', 'wad', 'noot'],
  },
  {
    id: 'zilt',
    category: 'linen',
    title: { nl: 'Dekbedovertrek Zilt', en: 'Zilt duvet cover' },
    kind: { nl: 'Gewassen linnen', en: 'Washed linen' },
    intro: {
      nl: 'Koel in juli, warm in januari. Met houten knopen en twee kussenslopen.',
      en: 'Cool in July, warm in January. With wooden buttons and two pillowcases.',
    },
    story: {
      nl: 'De kleur is die van de lucht boven het wad om zeven uur ’s ochtends. We wassen het linnen met steen, waardoor het de eerste nacht al zacht is.',
      en: 'The colour is the sky over the mudflats at seven in the morning. We stone-wash the linen, so it is soft from the first night.',
    },
    facts: [
      [size, { nl: 'Eenpersoons, tweepersoons of lits-jumeaux', en: 'Single, double or king' }],
      [material, linen],
      [
        { nl: 'Kussenslopen', en: 'Pillowcases' },
        { nl: '60 × 70 cm, bij 140 cm één stuk', en: '60 × 70 cm, one with the single' },
      ],
      [weight, same('175 g/m²')],
      [origin, portugal],
    ],
    care: wash,
    variants: [
      { id: 'w140', label: same('140 × 220 cm'), price: 11900 },
      { id: 'w200', label: same('200 × 220 cm'), price: 14900 },
      { id: 'w240', label: same('240 × 220 cm'), price: 16900 },
    ],
    stock: 'plenty',
    isNew: true,
    goesWith: ['wad', 'mist', 'haven'],
  },
  {
    id: 'wad',
    category: 'linen',
    title: { nl: 'Plaid Wad', en: 'Wad throw' },
    kind: { nl: 'Linnen en wol', en: 'Linen and wool' },
    intro: {
      nl: 'Voor op de bank als het raam nog even open mag. 130 × 170 cm.',
      en: 'For the sofa when the window may stay open a little longer. 130 × 170 cm.',
    },
    story: {
      nl: 'Zestig procent linnen, veertig procent lamswol. Dat kriebelt niet, en het valt zwaarder dan je verwacht.',
      en: 'Sixty per cent linen, forty per cent lambswool. It does not itch, and it hangs heavier than you expect.',
    },
    facts: [
      [size, same('130 × 170 cm')],
      [material, { nl: '60 % linnen, 40 % lamswol', en: '60% linen, 40% lambswool' }],
      [weight, { nl: '840 gram', en: '840 grams' }],
      [origin, lithuania],
    ],
    care: {
      nl: 'Luchten is meestal genoeg. Wassen met de hand, plat drogen.',
      en: 'Airing is usually enough. Wash by hand, dry flat.',
    },
    variants: [{ id: 'blue', label: { nl: 'Blauwgrijs', en: 'Blue grey' }, price: 6900 }],
    stock: 'few',
    goesWith: ['schemer', 'zilt', 'tas'],
  },
  {
    id: 'streep',
    category: 'linen',
    title: { nl: 'Theedoeken Streep', en: 'Streep tea towels' },
    kind: { nl: 'Set van twee', en: 'Set of two' },
    intro: {
      nl: 'Droogt een glas in één veeg, zonder pluis. Eén met een blauwe streep, één met een rode.',
      en: 'Dries a glass in one wipe, without lint. One with a blue stripe, one with a red.',
    },
    story: {
      nl: 'Een dicht weefsel dat na een keer of vijf wassen pas echt begint te drinken. Met een lus, want een theedoek hangt.',
      en: 'A dense weave that only really starts to drink after five washes or so. With a loop, because a tea towel hangs.',
    },
    facts: [
      [size, same('50 × 70 cm')],
      [material, linen],
      [origin, lithuania],
    ],
    care: { nl: 'Wassen tot 60 °C.', en: 'Wash up to 60 °C.' },
    variants: [{ id: 'pair', label: { nl: '2 stuks', en: 'Set of 2' }, price: 1990 }],
    stock: 'plenty',
    goesWith: ['dauw', 'klei', 'zondag'],
  },
  {
    id: 'mist',
    category: 'linen',
    title: { nl: 'Gordijn Mist', en: 'Mist curtain' },
    kind: { nl: 'Open linnen, per baan', en: 'Sheer linen, per panel' },
    intro: {
      nl: 'Laat de ochtend binnen en houdt de buren buiten. Met plooiband, klaar om op te hangen.',
      en: 'Lets the morning in and keeps the neighbours out. With pleating tape, ready to hang.',
    },
    story: {
      nl: 'Te lang? We zomen hem gratis op maat: zet de hoogte in het opmerkingenveld of vraag het ons in de chat. Reken op twee banen per meter raam.',
      en: 'Too long? We hem it to measure for free: put the height in the comments or ask us in the chat. Allow two panels per metre of window.',
    },
    facts: [
      [size, { nl: '140 cm breed, 260 of 300 cm hoog', en: '140 cm wide, 260 or 300 cm high' }],
      [material, linen],
      [
        { nl: 'Ophangen', en: 'Hanging' },
        { nl: 'Plooiband of tunnel', en: 'Pleating tape or rod pocket' },
      ],
      [origin, lithuania],
    ],
    care: wash,
    variants: [
      { id: 'h260', label: same('140 × 260 cm'), price: 8900 },
      { id: 'h300', label: same('140 × 300 cm'), price: 9900 },
    ],
    stock: 'made-to-order',
    goesWith: ['haven', 'zilt', 'wad'],
  },
  {
    id: 'klei',
    category: 'table',
    title: { nl: 'Bord Klei', en: 'Klei plate' },
    kind: { nl: 'Steengoed met spikkels', en: 'Speckled stoneware' },
    intro: {
      nl: 'Een rechte rand waar de saus netjes achter blijft. Stapelt strak.',
      en: 'A straight rim that keeps the sauce where it belongs. Stacks neatly.',
    },
    story: {
      nl: 'De spikkels zijn ijzer uit de klei zelf; ze komen pas in de oven tevoorschijn. Daarom is elk bord een beetje anders.',
      en: 'The speckles are iron from the clay itself; they only appear in the kiln. That is why every plate is a little different.',
    },
    facts: [
      [
        size,
        {
          nl: 'Ø 21 cm (ontbijt) of Ø 27 cm (diner)',
          en: 'Ø 21 cm (breakfast) or Ø 27 cm (dinner)',
        },
      ],
      [material, { nl: 'Steengoed', en: 'Stoneware' }],
      [origin, portugal],
    ],
    care: dishwasher,
    variants: [
      { id: 'd21', label: same('Ø 21 cm'), price: 1450 },
      { id: 'd27', label: same('Ø 27 cm'), price: 1850 },
    ],
    stock: 'plenty',
    goesWith: ['dauw', 'streep', 'melk'],
  },
  {
    id: 'melk',
    category: 'table',
    title: { nl: 'Kan Melk', en: 'Melk jug' },
    kind: { nl: 'Steengoed, 1,2 liter', en: 'Stoneware, 1.2 litres' },
    intro: {
      nl: 'Voor water, voor limonade, en de rest van de week voor takken.',
      en: 'For water, for lemonade, and for branches the rest of the week.',
    },
    story: {
      nl: 'De tuit is met de duim getrokken en drupt niet; dat hebben we veertig keer nagemeten.',
      en: 'The spout is pulled by thumb and does not drip; we checked forty times.',
    },
    facts: [
      [size, { nl: '24 cm hoog, 1,2 liter', en: '24 cm high, 1.2 litres' }],
      [material, { nl: 'Steengoed, wit glazuur', en: 'Stoneware, white glaze' }],
      [origin, portugal],
    ],
    care: dishwasher,
    variants: [{ id: 'white', label: { nl: 'Wit', en: 'White' }, price: 3200 }],
    stock: 'plenty',
    goesWith: ['dauw', 'klei', 'zondag'],
  },
  {
    id: 'dauw',
    category: 'table',
    title: { nl: 'Glazen Dauw', en: 'Dauw tumblers' },
    kind: { nl: 'Set van vier', en: 'Set of four' },
    intro: {
      nl: 'Dun aan de lip, dik in de bodem. Ook voor koffie: ze kunnen tegen hitte.',
      en: 'Thin at the lip, thick at the base. For coffee too: they take the heat.',
    },
    story: {
      nl: 'Van gerecycled glas uit Venlo. Dat geeft de lichte zeegroene tint, die per maand iets verschilt.',
      en: 'Made of recycled glass from Venlo. That gives the light sea-green tint, a little different every month.',
    },
    facts: [
      [size, { nl: '9,5 cm hoog, 28 cl', en: '9.5 cm high, 28 cl' }],
      [material, { nl: 'Gerecycled glas', en: 'Recycled glass' }],
      [origin, netherlands],
    ],
    care: { nl: 'Mag in de vaatwasser.', en: 'Dishwasher safe.' },
    variants: [{ id: 'four', label: { nl: '4 stuks', en: 'Set of 4' }, price: 2800 }],
    stock: 'plenty',
    isNew: true,
    goesWith: ['melk', 'klei', 'streep'],
  },
  {
    id: 'zondag',
    category: 'table',
    title: { nl: 'Tafelkleed Zondag', en: 'Zondag tablecloth' },
    kind: { nl: 'Linnen met een rode bies', en: 'Linen with a red edge' },
    intro: {
      nl: 'Kreukt mooi en wast schoon: rode wijn gaat eruit op 40 graden.',
      en: 'Creases beautifully and washes clean: red wine comes out at 40 degrees.',
    },
    story: {
      nl: 'De bies is geweven, niet gestikt, zodat hij niet trekt na het wassen. Kies een kleed dat rondom 25 cm langer is dan je tafel.',
      en: 'The edge is woven, not sewn on, so it does not pull after washing. Choose a cloth 25 cm longer than your table on every side.',
    },
    facts: [
      [size, { nl: '140 × 180 cm of 140 × 250 cm', en: '140 × 180 cm or 140 × 250 cm' }],
      [material, linen],
      [origin, lithuania],
    ],
    care: wash,
    variants: [
      { id: 'l180', label: same('140 × 180 cm'), price: 6400 },
      { id: 'l250', label: same('140 × 250 cm'), price: 8200 },
    ],
    stock: 'plenty',
    goesWith: ['klei', 'wiek', 'duin'],
  },
  {
    id: 'wiek',
    category: 'table',
    title: { nl: 'Kandelaars Wiek', en: 'Wiek candlesticks' },
    kind: { nl: 'Messing, set van drie', en: 'Brass, set of three' },
    intro: {
      nl: 'Drie hoogtes voor gewone dinerkaarsen. Ze worden mooier van aanraken.',
      en: 'Three heights for ordinary dinner candles. They improve with handling.',
    },
    story: {
      nl: 'Gedraaid uit massief messing en niet gelakt. Wil je ze glimmend houden, poets ze dan; wil je ze donker, doe dan niets.',
      en: 'Turned from solid brass and left unlacquered. Polish them to keep the shine; do nothing and they go dark.',
    },
    facts: [
      [
        size,
        {
          nl: '10, 16 en 22 cm hoog, kaars Ø 2,2 cm',
          en: '10, 16 and 22 cm high, candle Ø 2.2 cm',
        },
      ],
      [material, { nl: 'Massief messing', en: 'Solid brass' }],
      [weight, { nl: '1,3 kg samen', en: '1.3 kg together' }],
      [origin, portugal],
    ],
    care: {
      nl: 'Niet in de vaatwasser. Kaarsvet gaat eraf met heet water.',
      en: 'Not for the dishwasher. Wax comes off with hot water.',
    },
    variants: [{ id: 'three', label: { nl: '3 stuks', en: 'Set of 3' }, price: 4950 }],
    stock: 'few',
    lights: true,
    goesWith: ['zondag', 'melk', 'dauw'],
  },
]
