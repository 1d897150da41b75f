import type { ViewAnswer } from '@loods/protocol'
import { conditionsOf, type Facts } from '@loods/protocol/conditions'
import { dueNow, factsOf } from '@loods/protocol/facts'
import type { WidgetTrigger } from '@loods/protocol/manners'
import type { Offer } from '@loods/protocol/offering'
import type { OpenDoctor } from '../doctor/index.tsx'
import { listen } from '../embed/events.ts'
import { pageContext, readPage } from '../embed/page.ts'
import { seePage } from '../embed/see-page.ts'
import type { FollowOn } from '../host.ts'
import { follow } from '../visit/follow.ts'
import { isTested } from './is-tested.ts'
import { isVisible } from './is-visible.ts'
import { noteAct, noteConsent, readMemory } from './memory.ts'
import type { CreateOffer, SeeMore, Watch } from './offers.ts'
import type { RiskOnPage } from './risk.ts'
import type { WatchLeaving } from './signals.ts'
import type { Troubles, WatchTroubles } from './troubles.ts'

/** Milliseconds between looks at what waits for time. */
const LOOK_EVERY = 1_000
/** Milliseconds after which a page asks again about triggers that rested. */
const ASK_AFTER = 300_000
/** Milliseconds in which a member's invitation waits for a better moment. */
const INVITED_FOR = 60_000
/** What shows that somebody is there. */
const ACTS = ['scroll', 'pointermove', 'keydown', 'click', 'focusin', 'focusout']
/** Conditions whose facts come from a part of their own, because few shops ask for them. */
const TROUBLES = ['rage_clicks', 'field_errors', 'hesitation']

/** Follows the visit, and offers help when a trigger's moment has come or a member invites. */
export const followVisit: FollowOn = (embed, begun, heard) => {
  const { config, element, root, said, siteKey } = embed
  const { triggers } = config
  const conditions = triggers.flatMap(({ when }) => conditionsOf(when))
  const clock = () => performance.now()
  const space = document.createElement('div')
  let answer: ViewAnswer | undefined
  let heardAt: number
  let invitedAt: number
  let invited: WidgetTrigger
  let offering: Promise<Offer> | undefined
  let leaving = false
  let risk: RiskOnPage | undefined
  let troubles: Troubles
  let actedAt: number

  const asks = (...types: string[]) => conditions.some(({ type }) => types.includes(type))
  const bring = <Part>(file: string, use: (part: Part) => void) =>
    // Without it nothing it would tell is known.
    void embed.loadPart(file).then(
      (part) => use(part as Part),
      () => {},
    )

  function acted({ target }: Event): void {
    if (target !== element) actedAt = clock()
  }

  function turn(): void {
    // What the relay said was about the last page.
    answer = undefined
    troubles = { rage_clicks: 0, field_errors: 0, hesitation: 0 }
    actedAt = clock()
    space.replaceChildren()
  }

  const known = () => ({
    answer,
    said: [readPage(), ...said],
    memory: readMemory(siteKey),
    now: Date.now(),
  })

  function facts(): Facts {
    const { referrer, language, device, page } = pageContext()
    const { focused, visible, depth } = following.measured()
    const seen = {
      ...troubles,
      visible_seconds: focused / 1_000,
      idle_seconds: (clock() - actedAt) / 1_000,
      scroll_depth: depth,
      exit_intent: leaving,
      logged_in: Boolean(embed.token()),
      page: location.pathname,
      page_kind: page.kind,
      risk_score: risk?.(config.risk, answer?.visit, {
        ...{ kind: page.kind, visible, device },
        now: Date.now(),
      }),
      referrer,
      language,
      device,
      event: following.events(),
      element: conditions.flatMap((one) =>
        one.type === 'element' && one.is && isVisible(one.is) ? [one.is] : [],
      ),
    }
    return factsOf(seen, known())
  }

  function hear(heard: ViewAnswer): ViewAnswer {
    heardAt = clock()
    answer = heard
    if (heard.invitation) {
      invitedAt = heardAt
      invited = { ...heard.invitation, invitation: heard.invitation } as WidgetTrigger
    }
    return heard
  }

  const see = async (more?: SeeMore) => hear(await seePage(embed, more))

  const watch: Watch = {
    space,
    facts,
    answer: () => answer,
    see,
    secondsSinceCart() {
      const added = embed.tracked.filter(({ name }) => name === 'add_to_cart')
      return (clock() - Math.max(...added.map(({ at }) => at))) / 1_000
    },
  }

  async function load(): Promise<Offer> {
    const part = (await embed.loadPart('offers.js')) as { createOffer: CreateOffer }
    return part.createOffer(embed, watch)
  }

  /** A page may stay open until what rested wakes. */
  function askAgain(): void {
    if (!answer?.resting || document.hidden || clock() - heardAt < ASK_AFTER) return
    heardAt = clock()
    see().catch(() => {})
  }

  function obeyConsent(): void {
    const told = embed.tracked.findLast(({ name }) => name === 'consent')
    if (told) noteConsent(siteKey, told.data === true)
  }

  function offerHelp(): void {
    askAgain()
    const due = dueNow(triggers, known(), facts)
    if (clock() - invitedAt < INVITED_FOR) {
      due.unshift(invited)
    }
    if (!due[0]) return
    offering ??= load()
    // A part that did not come makes no offer on this page.
    offering.then((offer) => offer(due)).catch(() => {})
  }

  let look = offerHelp
  if (isTested()) {
    // Whoever tests triggers is offered nothing: the doctor shows what would be, and tells the relay nothing.
    look = () => {}
    bring<{ openDoctor: OpenDoctor }>('doctor.js', ({ openDoctor }) => {
      look = openDoctor(embed, watch)
    })
  }
  space.role = 'status'
  root.prepend(space)
  turn()
  embed.hear = hear
  const following = begun ?? follow(embed)
  if (heard) hear(heard)
  setInterval(() => look(), LOOK_EVERY)
  listen(element, 'page', turn)
  listen(element, 'track', obeyConsent)
  obeyConsent()
  listen(element, 'open', () => {
    if (navigator.userActivation?.isActive ?? true) noteAct(siteKey, () => {})
  })
  for (const name of ACTS) {
    addEventListener(name, acted, { capture: true, passive: true })
  }
  if (asks('exit_intent')) {
    bring<{ watchLeaving: WatchLeaving }>('leaving.js', ({ watchLeaving }) =>
      watchLeaving(element, () => {
        leaving = true
        look()
        leaving = false
      }),
    )
  }
  if (asks('risk_score')) {
    bring<{ riskOnPage: RiskOnPage }>('risk.js', (part) => {
      risk = part.riskOnPage
    })
  }
  if (asks(...TROUBLES)) {
    bring<{ watchTroubles: WatchTroubles }>('troubles.js', ({ watchTroubles }) =>
      watchTroubles(element, {
        troubles: () => troubles,
        idle: () => Number(facts().idle_seconds),
      }),
    )
  }
}
