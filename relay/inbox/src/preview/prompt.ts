import type { ViewAnswer, WidgetConfig } from '@loods/protocol'
import type { Facts } from '@loods/protocol/conditions'
import { PREVIEW_KEY, type PreviewPrompt, type PreviewRequest } from './request.ts'

/** Where the widget's own part lies that decides on prompts and draws them. */
const OFFERS = '/widget/offers.js'
const TRIGGER = 'preview'

type WidgetTrigger = WidgetConfig['triggers'][number]
/** As the widget's `CreateOffer`, as far as it is used here. */
type CreateOffer = (embed: object, watch: object) => (due: WidgetTrigger[]) => Promise<void>

const still = createStill()
let drawing = Promise.resolve()

/**
 * Draws a prompt with the widget's own code, at a moment at which nothing keeps it back, in place of the
 * one before.
 */
export function drawPrompt(request: PreviewRequest, prompt: PreviewPrompt): Promise<void> {
  drawing = drawing.then(() => draw(request, prompt)).catch(() => {})
  return drawing
}

async function draw(request: PreviewRequest, prompt: PreviewPrompt): Promise<void> {
  const element = document.querySelector<HTMLElement>('loods-chat')
  const root = element?.shadowRoot
  if (!element || !root) return
  const { createOffer } = (await import(OFFERS)) as { createOffer: CreateOffer }
  // What was pressed in an earlier one keeps no later one away.
  localStorage.removeItem(`loods.${PREVIEW_KEY}.quiet`)
  const before = root.querySelector<HTMLElement>('[role=status]')
  // It stays in sight until the next one stands, and counts as nothing that lies in its way.
  before?.style.setProperty('pointer-events', 'none')
  const space = document.createElement('div')
  space.role = 'status'
  root.prepend(space)
  if (before && !root.adoptedStyleSheets.includes(still)) root.adoptedStyleSheets.push(still)
  const { config, now } = request
  const embed = {
    config,
    element,
    root,
    launcher: root.querySelector('.launcher'),
    siteKey: PREVIEW_KEY,
    said: [prompt.said],
    token: () => undefined,
    openPanel: () => {},
  }
  const offer = createOffer(embed, {
    space,
    facts: () => FACTS,
    answer: () => now,
    see: async (): Promise<ViewAnswer> => now,
    secondsSinceCart: () => Number.POSITIVE_INFINITY,
  })
  const { text, replies } = prompt
  await offer([{ id: TRIGGER, page: '', when: { type: 'open' }, text, replies, whileAway: true }])
  before?.remove()
}

/** An open shop, long after the visit began. */
const FACTS: Partial<Facts> = { open: true, online: true, visit_seconds: 3_600, idle_seconds: 60 }

/** Words that change while they are typed do not rise again with each letter. */
function createStill(): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('.prompt { animation: none !important; }')
  return sheet
}
