/**
 * What stands beside the launcher: when an answer may be expected there, in three pieces. The second
 * is left out where there is little room.
 */
export const besideTexts = {
  nl: {
    usual: ['meestal', 'binnen', '1 à 2 uur'],
    within: (hours: number) => ['meestal', 'binnen', hours === 1 ? 'een uur' : `${hours} uur`],
  },
  en: {
    usual: ['usually', 'within', '1 to 2 hours'],
    within: (hours: number) => ['usually', 'within', hours === 1 ? 'an hour' : `${hours} hours`],
  },
}
