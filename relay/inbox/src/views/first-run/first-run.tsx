import type { StartAnswer } from '@loods/protocol'
import { Anchor, Copy, ExternalLink, Send } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { newCid } from '../../app/cid.ts'
import { useInbox } from '../../app/context.ts'
import firstRunCss from '../../look/first-run.css'
import formsCss from '../../look/forms.css'
import { adopt } from '../../look/sheets.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Title } from '../../parts/title.tsx'
import { snippetFor } from './snippet.ts'
import { WidgetSeen } from './widget-seen.tsx'

/** Nobody has written yet: how the first chat comes about. */
export function FirstRun() {
  const inbox = useInbox()
  adopt(inbox.root, formsCss, firstRunCss)
  const { words, demoUrl, shopUrl } = inbox
  return (
    <main class="first-run">
      <div>
        <Icon of={Anchor} size={36} />
        <Title>{words.first.title}</Title>
        <p class="quiet">{words.first.intro}</p>
        <ol>
          {shopUrl ? <InShop url={shopUrl} /> : <Snippet />}
          {demoUrl && (
            <Step title={words.first.demoTitle} text={words.first.demo}>
              <a class="button" href={demoUrl} target="_blank" rel="noopener">
                <Icon of={ExternalLink} size={16} />
                {words.first.openDemo}
              </a>
            </Step>
          )}
          <TestMessage />
        </ol>
      </div>
    </main>
  )
}

function Step(props: { title: string; text: string; children: ComponentChildren }) {
  return (
    <li>
      <h2>{props.title}</h2>
      <p class="quiet">{props.text}</p>
      {props.children}
    </li>
  )
}

/** The host puts the chat into the shop by itself. */
function InShop({ url }: { url: string }) {
  const { words } = useInbox()
  return (
    <Step title={words.first.shopTitle} text={words.first.shop}>
      <a class="button" href={url} target="_blank" rel="noopener">
        <Icon of={ExternalLink} size={16} />
        {words.first.openShop}
      </a>
    </Step>
  )
}

function Snippet() {
  const { desk, words } = useInbox()
  const [copied, setCopied] = useState(false)
  const snippet = snippetFor(desk.api.relayUrl, desk.membership.key)
  const copy = () => void navigator.clipboard.writeText(snippet).then(() => setCopied(true))
  return (
    <Step title={words.first.snippetTitle} text={words.first.snippet}>
      <div class="snippet">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <code tabIndex={0}>{snippet}</code>
        <Button icon={Copy} onClick={copy}>
          <span aria-live="polite">{copied ? words.first.copied : words.first.copy}</span>
        </Button>
      </div>
      <WidgetSeen />
    </Step>
  )
}

/** Goes the way a shopper's message goes, from the widget's routes to this screen. */
function TestMessage() {
  const { desk, words, toasts } = useInbox()
  const [busy, setBusy] = useState(false)

  async function send(): Promise<void> {
    setBusy(true)
    try {
      await sayAsShopper(
        `${desk.api.relayUrl}/widget/v1/${desk.membership.key}`,
        words.first.testText,
      )
      await desk.lists.all.refresh()
    } catch (error) {
      toasts.failed(error)
      setBusy(false)
    }
  }

  return (
    <Step title={words.first.testTitle} text={words.first.test}>
      <Button kind="main" icon={Send} disabled={busy} onClick={() => void send()}>
        {words.first.sendTest}
      </Button>
    </Step>
  )
}

async function sayAsShopper(widget: string, text: string): Promise<void> {
  const page = { url: location.origin + location.pathname, title: 'Loods' }
  const { secret } = (await post(`${widget}/visitors`, { context: { page } })) as StartAnswer
  await post(`${widget}/messages`, { cid: newCid(), text }, secret)
}

async function post(url: string, body: unknown, secret?: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      ...(secret && { authorization: `Bearer ${secret}` }),
    },
  })
  if (!response.ok) throw new Error(`the relay answered ${response.status}`)
  return response.json()
}
