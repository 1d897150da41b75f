/** @jsxImportSource #dom */
import { initials } from '../embed/initials.ts'
import { ICONS, IconButton } from './icons.tsx'
import { shopOf, type View } from './view.ts'
import { fill, wait } from './words.ts'

/** Faces beside the name; more would crowd a phone. */
const FACES = 3

export function Header({ view }: { view: View }) {
  const { host, words, muted, act } = view
  const team = shopOf(view)?.team ?? []
  const faces = team.length > 0 ? team.map(({ name }) => name) : [host.config.site.name]
  return (
    <header>
      <div class="faces" aria-hidden="true">
        {faces.slice(0, FACES).map((name) => (
          <span key={name}>{initials(name)}</span>
        ))}
      </div>
      <div class="title">
        <h2>{host.config.site.name}</h2>
        <p>{promise(view)}</p>
      </div>
      <IconButton
        icon={muted ? ICONS.silent : ICONS.bell}
        label={muted ? words.unmute : words.mute}
        onClick={act.toggleSound}
      />
      <IconButton icon={ICONS.down} label={words.close} onClick={act.close} />
    </header>
  )
}

/** What the shop can promise now: measured, or nothing with a number. */
function promise(view: View): string {
  const { words } = view
  const shop = shopOf(view)
  if (!shop) return ''
  if (shop.availability === 'away') return words.away
  if (shop.waitSeconds !== undefined) {
    const { unit, n } = wait(shop.waitSeconds)
    return fill(words[`promise${unit}`], { n })
  }
  return shop.online ? words.online : words.notOnline
}
