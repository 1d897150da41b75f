import { emit, listen } from '../embed/events.ts'
import { readPage } from '../embed/page.ts'
import { seePage } from '../embed/see-page.ts'
import type { FollowVisit } from '../host.ts'
import { follow } from '../visit/follow.ts'
import { createLeavingWatch } from './leaving.ts'
import type { ShowPrompt } from './prompt.ts'
import { createQuiet } from './quiet.ts'
import { decide, type Facts, isSilencedBy, type TriggerRule } from './rules.ts'
import { isTyping, onSight, watchLeaving } from './signals.ts'
import { createStopwatch } from './stopwatch.ts'

/** Milliseconds between looks at what waits for time. */
const LOOK_EVERY = 1_000

/** Offers help when a trigger's moment has come, at most once a visit and never after the shopper acted. */
export const followVisit: FollowVisit = (embed) => {
  follow(embed, () => {})
  const { config, element, launcher, root, siteKey } = embed
  const quiet = createQuiet(siteKey)
  if (quiet.acted() || embed.opened) return
  const clock = () => performance.now()
  const space = document.createElement('div')
  space.role = 'status'
  root.prepend(space)
  const inSight = createStopwatch(clock)
  const stop = new AbortController()
  const looking = setInterval(() => void look(false), LOOK_EVERY)
  let triggers = config.triggers
  let cartAt = Number.NEGATIVE_INFINITY
  let prompted = false

  function facts(leaving: boolean): Facts {
    return {
      path: location.pathname,
      ...readPage(),
      visibleSeconds: inSight.seconds(),
      leaving,
      typing: isTyping(),
      hidden: document.hidden || Boolean(element.hidden),
      secondsSinceCart: (clock() - cartAt) / 1_000,
      prompted,
      acted: quiet.acted(),
    }
  }

  async function look(leaving: boolean): Promise<void> {
    const due = () => {
      const decision = decide(triggers, facts(leaving))
      return decision?.suppressed ? undefined : decision?.trigger
    }
    if (!due()) return
    try {
      const { availability, prompted, online, team } = await seePage(embed)
      if (prompted) return finish()
      triggers = triggers.filter((trigger) => !isSilencedBy(availability, trigger))
      const trigger = due()
      // Whoever is there comes first; the name of somebody who is not would promise too much.
      if (trigger) await prompt(trigger, online ? team[0]?.name : undefined)
    } catch {
      // A relay that does not answer cannot help anybody now.
      finish()
    }
  }

  async function prompt(
    { id: triggerId, text }: TriggerRule,
    from: string | undefined,
  ): Promise<void> {
    prompted = true
    finish()
    const { showPrompt } = (await embed.loadPart('prompt.js')) as { showPrompt: ShowPrompt }
    showPrompt(embed, space, {
      text,
      from,
      accept() {
        act(true)
        embed.openPanel({ focus: true, prompt: { triggerId, text } })
      },
      dismiss() {
        launcher.focus()
        act(true)
      },
    })
    emit(element, 'prompt', { triggerId })
    seePage(embed, { prompted: true }).catch(() => {})
  }

  function act(keep: boolean): void {
    quiet.remember(keep)
    space.replaceChildren()
    finish()
  }

  function finish(): void {
    clearInterval(looking)
    stop.abort()
  }

  listen(element, 'open', () => act(navigator.userActivation?.isActive ?? true))
  listen(element, 'page', () => {
    triggers = config.triggers
    inSight.reset()
    space.replaceChildren()
  })
  listen(element, 'track', (told) => {
    if ((told as { name: string }).name === 'add_to_cart') cartAt = clock()
  })
  onSight(inSight.run, stop.signal)
  if (triggers.some(waitsForLeaving)) {
    watchLeaving(createLeavingWatch(clock()), () => void look(true), stop.signal)
  }
}

function waitsForLeaving({ when }: TriggerRule): boolean {
  return (when as { type?: unknown } | null)?.type === 'exit_intent'
}
