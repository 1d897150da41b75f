import type { LinkRequestsAnswer } from '@loods/protocol'
import { Store } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { useSettings } from '../settings-context.ts'

type Shop = LinkRequestsAnswer['shops'][number]

/** Shops that pressed Start on a relay that takes none by itself; only whoever runs it sees them. */
export function JoiningShops() {
  const { api } = useSettings()
  const shops = useLoaded(api.joiningShops)
  return (
    <>
      {shops.value?.map((shop) => (
        <JoiningShop key={shop.id} shop={shop} onDecided={shops.reload} />
      ))}
    </>
  )
}

function JoiningShop({ shop, onDecided }: { shop: Shop; onDecided(): Promise<void> }) {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const [busy, setBusy] = useState(false)

  async function decide(approve: boolean): Promise<void> {
    setBusy(true)
    try {
      await api.decideJoining(shop.id, approve)
      toasts.done((approve ? words.joining.letIn : words.joining.refused)(shop.name))
    } catch (error) {
      toasts.failed(error)
    }
    await onDecided()
    setBusy(false)
  }

  return (
    <section class="notice amber joining-shop" aria-label={words.joining.asks(shop.name)}>
      <Icon of={Store} />
      <div>
        <strong>{words.joining.asks(shop.name)}</strong>
        <p>
          {shop.url}
          {shop.email && ` · ${shop.email}`}
        </p>
        <p>{words.joining.hint}</p>
        <span class="joining-answers">
          <Button kind="main" disabled={busy} onClick={() => void decide(true)}>
            {words.joining.approve}
          </Button>
          <Button disabled={busy} onClick={() => void decide(false)}>
            {words.joining.refuse}
          </Button>
        </span>
      </div>
    </section>
  )
}
