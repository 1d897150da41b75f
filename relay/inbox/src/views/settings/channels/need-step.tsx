import type { ChannelView } from '@loods/protocol'
import { ExternalLink } from 'lucide'
import { Button } from '../../../parts/button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { useChannels } from './channels-context.ts'

/** What is needed from the network, and where to click for it. */
export function NeedStep({ kind, onNext }: { kind: ChannelView['kind']; onNext(): void }) {
  const { need } = useChannels().words
  const { intro, items } = need[kind]
  return (
    <>
      <p class="quiet">{intro}</p>
      <ol class="steps">
        {items.map(({ what, where }) => (
          <li key={what}>
            <span>
              <strong>{what}</strong>
              <span class="step-where">{where}</span>
            </span>
          </li>
        ))}
      </ol>
      <div class="wizard-actions">
        <a
          class="button"
          href="https://developers.facebook.com/apps/"
          target="_blank"
          rel="noreferrer"
        >
          <Icon of={ExternalLink} size={16} />
          {need.open}
        </a>
        <Button kind="main" onClick={onNext}>
          {need.ready}
        </Button>
      </div>
    </>
  )
}
