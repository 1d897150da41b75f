import type { PageContext } from '../page-context.ts'
import { isOn, sightText } from '../sight.ts'
import type { Looking } from '../use-sight.ts'

interface LampProps extends Pick<PageContext, 'words' | 'language'> {
  looking: Looking
}

/** Whether shoppers see the chat: a light, and the same in words. */
export function Lamp({ looking: { sight, now }, words, language }: LampProps) {
  const on = sight && isOn(sight, now)
  const text = sight ? sightText(sight, now, words.seen, language) : words.seen.looking
  return (
    <p class={on ? 'lamp on' : 'lamp'}>
      <span class="light" aria-hidden="true" />
      <span>{text}</span>
    </p>
  )
}
