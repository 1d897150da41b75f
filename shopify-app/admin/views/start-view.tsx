import type { ShopifyTestAnswer } from '@loods/protocol'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { type PageContext, siteOf } from '../page-context.ts'
import { isOn, type Sight } from '../sight.ts'
import { refusalOf } from '../trouble.ts'
import { useSight } from '../use-sight.ts'
import { Lamp } from './lamp.tsx'

/** The first opening: add, approve, switch on, try it. What is done changes colour and moves nothing. */
export function StartView({
  context,
  known,
  onSkip,
}: {
  context: PageContext
  known: Sight
  onSkip(): void
}) {
  const { words, bridge } = context
  const looking = useSight(context, known)
  const sight = looking.sight ?? known
  const on = isOn(sight, looking.now)
  const { tried } = sight.status
  return (
    <s-page heading={words.start.title} inlineSize="small">
      <s-section accessibilityLabel={words.start.title}>
        <p class="lead">{on && tried ? words.start.ready : words.start.lead}</p>
        <ol class="steps">
          <Step number={1} name={words.start.add} done context={context}>
            <p>{words.start.added}</p>
          </Step>
          <Step number={2} name={words.start.approve} done context={context}>
            <p>{words.start.approved}</p>
          </Step>
          <Step number={3} name={words.start.switchOn} done={on} context={context}>
            <p>{words.start.switchOnHint}</p>
            <div role="status">
              <Lamp looking={looking} words={words} language={context.language} />
            </div>
            <s-button
              variant={on ? 'secondary' : 'primary'}
              onClick={() => bridge.open(sight.status.editorUrl)}
            >
              {on ? words.shop.editor : words.start.switchOnButton}
            </s-button>
          </Step>
          <Step number={4} name={words.start.tryIt} done={tried} context={context}>
            <p>{words.start.tryItHint}</p>
            <TestButton context={context} primary={on && !tried} />
          </Step>
        </ol>
      </s-section>
      <div class="skip">
        <s-button variant={on && tried ? 'primary' : 'tertiary'} onClick={onSkip}>
          {words.start.skip}
        </s-button>
      </div>
    </s-page>
  )
}

interface StepProps {
  number: number
  name: string
  done: boolean
  context: PageContext
  children: ComponentChildren
}

function Step({ number, name, done, context: { words }, children }: StepProps) {
  return (
    <li class={done ? 'step done' : 'step'}>
      <span class="mark" aria-hidden="true">
        {done ? '✓' : number}
      </span>
      <div class="said">
        <h2>
          {name}
          <span class="unseen">, {done ? words.start.done : words.start.toDo}</span>
        </h2>
        {children}
      </div>
    </li>
  )
}

/** Sends a message as a shopper would, and goes where it is answered. */
function TestButton({ context, primary }: { context: PageContext; primary: boolean }) {
  const { api, words, bridge } = context
  const [busy, setBusy] = useState(false)

  async function send(): Promise<void> {
    setBusy(true)
    try {
      const { path } = await siteOf(context)
      const { conversationId } = await api.post<ShopifyTestAnswer>(`${path}/shopify/test-message`)
      context.toInbox(`/c/${conversationId}`)
    } catch (error) {
      bridge.toast(refusalOf(error, words.trouble), true)
      setBusy(false)
    }
  }

  return (
    <s-button
      variant={primary ? 'primary' : 'secondary'}
      loading={busy}
      onClick={() => void send()}
    >
      {words.start.tryItButton}
    </s-button>
  )
}
