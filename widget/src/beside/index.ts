import type { ViewAnswer, WidgetConfig } from '@loods/protocol'
import { APPS } from '../embed/apps.ts'
import { isDark } from '../embed/is-dark.ts'
import { addStyles } from '../embed/styles.ts'
import type { Embed, ShowBeside } from '../host.ts'
import { besideTexts } from '../i18n/beside.ts'
import css from './beside.css'

type Way = NonNullable<WidgetConfig['elsewhere']>[number]

/** Shows other ways to write beside the launcher: always, or while the shop is away. */
export const showBeside: ShowBeside = (embed) => {
  const { config, root, launcher } = embed
  const list = document.createElement('div')
  const { side, theme } = config.look
  list.className = `beside ${side}`
  list.classList.toggle('dark', isDark(theme))
  // A launcher with a word in it leaves no room for them in its row.
  list.classList.toggle('row', !config.texts.launcher)
  list.lang = config.language
  addStyles(root, css)
  launcher.before(list)
  const show = (away: boolean) =>
    list.replaceChildren(
      ...(config.elsewhere ?? [])
        .filter(({ beside }) => beside === 'always' || (beside && away))
        .map((way) => linkTo(way, config.language)),
    )
  show(false)
  listenBefore(embed, ({ availability }) => show(availability === 'away'))
}

function linkTo({ to, url, hours }: Way, language: WidgetConfig['language']): HTMLAnchorElement {
  const link = document.createElement('a')
  link.append(APPS[to], whenAnswered(hours, language))
  link.href = url
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  return link
}

function whenAnswered(hours: Way['hours'], language: WidgetConfig['language']): HTMLElement {
  const words = besideTexts[language]
  const [often, within = '', time] = hours === undefined ? words.usual : words.within(hours)
  const preposition = document.createElement('span')
  preposition.className = 'preposition'
  preposition.textContent = `${within} `
  const when = document.createElement('small')
  when.append(`${often} `, preposition, `${time}`)
  return when
}

/** Hears what the relay answers to a page, before whoever follows the visit: they set `hear` later. */
function listenBefore(embed: Embed, look: (answer: ViewAnswer) => void): void {
  let then = embed.hear
  Object.defineProperty(embed, 'hear', {
    get: () => (answer: ViewAnswer) => {
      look(answer)
      return then?.(answer)
    },
    set: (next) => {
      then = next
    },
  })
}
