/** @jsxImportSource #dom */
import { DOCTOR_FRAGMENT } from '@loods/protocol/diagnosis'
import { render } from '../dom/render.ts'
import { isDark } from '../embed/is-dark.ts'
import { addStyles } from '../embed/styles.ts'
import type { Embed } from '../host.ts'
import type { Watch } from '../triggers/offers.ts'
import { showPrompt } from '../triggers/prompt.ts'
import { readMoment } from '../triggers/read-moment.ts'
import styles from './doctor.css'
import { Doctor } from './doctor.tsx'
import { type Standing, standingOf } from './outcome.ts'
import { doctorWords } from './words.ts'

/** What this part exports: `openDoctor`. @returns what to call when something may have changed */
export type OpenDoctor = (embed: Embed, watch: Watch) => () => void

/** Name under which this tab remembers that triggers are tested; see isTested. */
const TESTED = `#${DOCTOR_FRAGMENT}`
/** Milliseconds for which a moment that is over at once can be seen. */
const LINGER = 4_000

/** Shows of each trigger what it waits for and what is so, until it is closed. The relay hears nothing of it. */
export const openDoctor: OpenDoctor = (embed, watch) => {
  const { config, root, siteKey, element } = embed
  const words = doctorWords[config.language]
  const box = document.createElement('div')
  let folded = false
  let open = true
  let leftAt = Number.NEGATIVE_INFINITY

  function look(): void {
    if (!open) return
    const facts = watch.facts()
    if (facts.exit_intent) leftAt = performance.now()
    const now = { ...facts, exit_intent: performance.now() - leftAt < LINGER }
    const answer = watch.answer()
    const moment = readMoment(embed, watch, embed.opened ?? false)
    const standings = answer
      ? config.triggers.map((trigger) => standingOf(trigger, now, { moment, answer }))
      : []
    const problem = problemOf()
    render(<Doctor {...{ words, folded, problem, standings, act }} facts={now} />, box)
  }

  function problemOf(): string | undefined {
    const answer = watch.answer()
    if (!config.triggers[0]) return words.none
    if (!answer) return words.noAnswer
    // A browser that asks for it is joined to no visit, so its page has no name.
    return answer.viewId ? undefined : words.notFollowed
  }

  const act = {
    fold() {
      folded = !folded
      look()
    },
    close() {
      open = false
      keep(() => sessionStorage.removeItem(TESTED))
      watch.space.replaceChildren()
      box.remove()
      embed.launcher.focus()
    },
    forget() {
      keep(() => localStorage.removeItem(`loods.${siteKey}.quiet`))
      embed.opened = false
      look()
    },
    show({ trigger }: Standing) {
      const { online, team } = watch.answer() ?? {}
      const from = online ? team?.[0]?.name : undefined
      showPrompt(embed, watch.space, trigger, from, () => watch.space.replaceChildren())
    },
  }

  keep(() => sessionStorage.setItem(TESTED, '1'))
  if (location.hash === TESTED) history.replaceState(history.state, '', location.href.split('#')[0])
  addStyles(root, styles)
  box.className = `doctor ${config.look.side === 'left' ? 'right' : 'left'}`
  box.dataset.theme = isDark(config.look.theme) ? 'dark' : 'light'
  // Keys here are none of the shop's.
  box.onkeydown = (event) => event.stopPropagation()
  root.append(box)
  element.dataset.doctor = ''
  look()
  return look
}

/** Browsers may refuse to keep anything; then the test ends with the page. */
function keep(act: () => void): void {
  try {
    act()
  } catch {}
}
