import { useState } from 'preact/hooks'
import type { PageContext } from '../page-context.ts'
import { type Allowance, SCOPES } from '../scopes.ts'
import { refusalOf } from '../trouble.ts'
import type { Looking } from '../use-sight.ts'

interface PermissionsProps {
  context: PageContext
  looking: Looking
}

const ALLOWANCES = Object.keys(SCOPES) as Allowance[]

/** What Loods may see of the shop besides the chat: asked for one by one, and given back as easily. */
export function PermissionsSection(props: PermissionsProps) {
  const { words } = props.context
  return (
    <s-section heading={words.allow.title}>
      <p class="hint">{words.allow.hint}</p>
      <ul class="rows">
        {ALLOWANCES.map((what) => (
          <Permission key={what} what={what} {...props} />
        ))}
      </ul>
    </s-section>
  )
}

function Permission({ what, context, looking }: PermissionsProps & { what: Allowance }) {
  const { words, bridge } = context
  const [busy, setBusy] = useState(false)
  const granted = looking.sight?.status.scopes.includes(SCOPES[what][0]) ?? false
  const action = granted ? words.allow.stop : words.allow.allow
  const { name, why } = words.allow[what]

  async function change(): Promise<void> {
    setBusy(true)
    try {
      if (granted) await bridge.revoke(SCOPES[what])
      else await bridge.request(SCOPES[what])
      await looking.look()
    } catch (error) {
      bridge.toast(refusalOf(error, words.trouble), true)
    }
    setBusy(false)
  }

  return (
    <li>
      <span class="name">
        {name}
        <small>{why}</small>
      </span>
      <s-badge tone={granted ? 'success' : 'neutral'}>
        {granted ? words.allow.yes : words.allow.no}
      </s-badge>
      <s-button
        accessibilityLabel={`${action}: ${name}`}
        disabled={!looking.sight}
        loading={busy}
        onClick={() => void change()}
      >
        {action}
      </s-button>
    </li>
  )
}
