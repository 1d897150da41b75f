import type { SimulatedWords } from './words.ts'

/** Nederlands, informeel: wat over klanten staat die er niet zijn. */
export const words: SimulatedWords = {
  offer:
    'Dit is de demowinkel. Vul hem met een week verzonnen klanten om elk scherm aan het werk te zien; je eigen bezoeken blijven zoals ze zijn.',
  start: 'Simuleer een week klanten',
  running: (visits) => `Er worden klanten gemaakt: ${visits} bezoeken tot nu toe.`,
  marked: (visits) => `Gesimuleerde klanten: ${visits} van deze bezoeken zijn verzonnen.`,
  remove: 'Haal ze weg',
}
