import { useState } from 'preact/hooks'
import { type PageContext, siteOf } from '../page-context.ts'
import { refusalOf } from '../trouble.ts'

const DIALOG = 'loods-remove'

/** Erases everything of the shop, after asking once. */
export function RemoveSection({ context }: { context: PageContext }) {
  const { api, words, bridge } = context
  const [state, setState] = useState<'there' | 'busy' | 'gone'>('there')

  async function remove(): Promise<void> {
    setState('busy')
    try {
      const { path, siteId } = await siteOf(context)
      await api.post(`${path}/shopify/erase`, { siteId })
      setState('gone')
    } catch (error) {
      bridge.toast(refusalOf(error, words.trouble), true)
      setState('there')
    }
  }

  if (state === 'gone') {
    return (
      <s-section heading={words.shop.remove}>
        <s-banner tone="success" heading={words.shop.removed}>
          {words.shop.removedHint}
        </s-banner>
        <div class="row">
          <s-button onClick={() => location.reload()}>{words.shop.again}</s-button>
        </div>
      </s-section>
    )
  }
  return (
    <s-section heading={words.shop.remove}>
      <p>{words.shop.removeHint}</p>
      <div class="row">
        <s-button tone="critical" loading={state === 'busy'} command="--show" commandFor={DIALOG}>
          {words.shop.removeButton}
        </s-button>
      </div>
      <s-modal id={DIALOG} heading={words.shop.removeAsk}>
        <p>{words.shop.removeSure}</p>
        <s-button
          slot="primary-action"
          variant="primary"
          tone="critical"
          command="--hide"
          commandFor={DIALOG}
          onClick={() => void remove()}
        >
          {words.shop.removeButton}
        </s-button>
        <s-button slot="secondary-actions" command="--hide" commandFor={DIALOG}>
          {words.shop.removeKeep}
        </s-button>
      </s-modal>
    </s-section>
  )
}
