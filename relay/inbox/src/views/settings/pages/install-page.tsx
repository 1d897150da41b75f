import { ExternalLink, Info, Plus, X } from 'lucide'
import { useState } from 'preact/hooks'
import { ApiError } from '../../../api/client.ts'
import { useInbox } from '../../../app/context.ts'
import { errorWords } from '../../../app/toasts.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Field } from '../../../parts/field.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Section } from '../../../parts/section.tsx'
import { snippetFor } from '../../first-run/snippet.ts'
import { WidgetSeen } from '../../first-run/widget-seen.tsx'
import { CopyBox } from '../parts/copy.tsx'
import { useSettings } from '../settings-context.ts'
import { ORDER_CALL, orderReportCode, REFERENCE_IN_PHP } from './order-code.ts'
import { relayAddress, shopOrigins, toOrigin } from './origins.ts'

/** How the chat gets onto the shop, and where it may run. */
export function InstallPage() {
  const { shopUrl } = useInbox()
  return (
    <div class="sections">
      {shopUrl ? <InShopSection url={shopUrl} /> : <SnippetSection />}
      <OriginsSection />
      {!shopUrl && <OrdersSection />}
      <ApiSection />
    </div>
  )
}

/** The host puts the chat into the shop by itself. */
function InShopSection({ url }: { url: string }) {
  const { words: inboxWords } = useInbox()
  const { words } = useSettings()
  return (
    <Section title={words.install.inShop}>
      <WidgetSeen />
      <p>
        <a class="button" href={url} target="_blank" rel="noopener">
          <Icon of={ExternalLink} size={16} />
          {inboxWords.first.openShop}
        </a>
      </p>
    </Section>
  )
}

function SnippetSection() {
  const { desk, demoUrl } = useInbox()
  const { words } = useSettings()
  const line = snippetFor(desk.api.relayUrl, desk.membership.key)
  return (
    <Section title={words.install.snippet} intro={words.install.snippetIntro}>
      <CopyBox label={words.install.snippetLabel} text={line} />
      <WidgetSeen />
      {demoUrl && (
        <p>
          <a class="button" href={demoUrl} target="_blank" rel="noreferrer">
            <Icon of={ExternalLink} size={16} />
            {words.install.demo}
          </a>
        </p>
      )}
    </Section>
  )
}

function OriginsSection() {
  const { words } = useSettings()
  const origins = useOrigins()
  return (
    <Section
      title={words.install.origins}
      intro={origins.list.length > 0 && words.install.originsIntro}
    >
      {origins.list.length === 0 ? (
        <Anywhere origins={origins} />
      ) : (
        <OriginList origins={origins} />
      )}
      <AddOrigin origins={origins} />
    </Section>
  )
}

interface Origins {
  list: string[]
  busy: boolean
  problem: string | undefined
  save(list: string[]): Promise<boolean>
}

/** The list goes to the relay as a whole, and only shows what the relay kept. */
function useOrigins(): Origins {
  const { words: inboxWords } = useInbox()
  const { words, draft, api } = useSettings()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  return {
    list: draft.values.value.origins,
    busy,
    problem,
    async save(origins) {
      setBusy(true)
      setProblem(undefined)
      try {
        draft.take(await api.saveSettings({ origins }))
        return true
      } catch (error) {
        const ours = error instanceof ApiError && error.field?.startsWith('origins')
        setProblem(ours ? words.problems.origins : errorWords(inboxWords, error))
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}

function Anywhere({ origins }: { origins: Origins }) {
  const { desk } = useInbox()
  const { words } = useSettings()
  const known = shopOrigins(desk)
  return (
    <div class="notice amber">
      <Icon of={Info} />
      <div>
        <p>{words.install.anywhere}</p>
        {known.map((origin) => (
          <Button key={origin} disabled={origins.busy} onClick={() => void origins.save([origin])}>
            {words.install.onlyAllow(origin)}
          </Button>
        ))}
      </div>
    </div>
  )
}

function OriginList({ origins }: { origins: Origins }) {
  const { words } = useSettings()
  return (
    <>
      <ul class="entries">
        {origins.list.map((origin) => (
          <li key={origin}>
            <span class="cut">{origin}</span>
            <IconButton
              icon={X}
              label={words.install.remove(origin)}
              disabled={origins.busy}
              onClick={() => void origins.save(origins.list.filter((other) => other !== origin))}
            />
          </li>
        ))}
      </ul>
      {origins.list.length === 1 && <small class="quiet">{words.install.backToAnywhere}</small>}
    </>
  )
}

function AddOrigin({ origins }: { origins: Origins }) {
  const { words } = useSettings()
  const [text, setText] = useState('')

  async function add(event: Event): Promise<void> {
    event.preventDefault()
    const origin = toOrigin(text)
    if (!origin || origins.list.includes(origin)) return
    if (await origins.save([...origins.list, origin])) setText('')
  }

  return (
    <form class="inline-form" onSubmit={(event) => void add(event)}>
      <Field
        label={words.install.addOrigin}
        hint={words.install.addOriginHint}
        problem={origins.problem}
      >
        {(control) => (
          <input
            {...control}
            class="input"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            placeholder="https://"
            maxLength={200}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit" icon={Plus} disabled={origins.busy}>
        {words.install.add}
      </Button>
    </form>
  )
}

/** How a shop without a plugin tells of its orders, for whoever builds it. */
function OrdersSection() {
  const { desk } = useInbox()
  const { words } = useSettings()
  const { key } = desk.membership
  const report = orderReportCode(relayAddress(desk.api.relayUrl), key)
  return (
    <Section title={words.install.orders} intro={words.install.ordersIntro}>
      <dl class="calls">
        <dt>{words.install.orderCall}</dt>
        <dd>
          <CopyBox label={words.install.orderCall} text={ORDER_CALL} quiet />
        </dd>
        <dt>{words.install.orderReference}</dt>
        <dd>
          <CopyBox label={words.install.orderReference} text={REFERENCE_IN_PHP} quiet />
        </dd>
        <dt>{words.install.orderReport}</dt>
        <dd>
          <CopyBox label={words.install.orderReport} text={report} quiet />
        </dd>
      </dl>
    </Section>
  )
}

const STUB = 'window.loods ??= (...call) => (loods.q ??= []).push(call)'

const CALLS = {
  apiOpen: "loods('open')",
  apiContext: `loods('context', {
  cart: { lines: [{ title: 'Bureaulamp Noot', quantity: 1, price: 59.9 }], total: 59.9, currency: 'EUR' },
})`,
  apiIdentify: "loods('identify', token)",
  apiOn: "loods('on', 'message', (message) => console.log(message))",
} as const

function ApiSection() {
  const { desk } = useInbox()
  const { words } = useSettings()
  const names = Object.keys(CALLS) as (keyof typeof CALLS)[]
  return (
    <Section title={words.install.api} intro={words.install.apiIntro}>
      <dl class="calls">
        <dt>{words.install.apiStub}</dt>
        <dd>
          <CopyBox label={words.install.apiStub} text={STUB} quiet />
        </dd>
        {names.map((name) => (
          <div key={name}>
            <dt>{words.install[name]}</dt>
            <dd>
              <CopyBox label={words.install[name]} text={CALLS[name]} quiet />
            </dd>
          </div>
        ))}
      </dl>
      <a href={`${relayAddress(desk.api.relayUrl)}/docs`} target="_blank" rel="noreferrer">
        {words.install.apiDocs}
      </a>
    </Section>
  )
}
