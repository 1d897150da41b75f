import { KeyRound, RotateCcw } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { Button } from '../../../parts/button.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { CopyBox } from '../parts/copy.tsx'
import { useSettings } from '../settings-context.ts'

/** What a shop signs its customers' tokens with: shown on request, replaced on request. */
export function SigningSecret() {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const [secret, setSecret] = useState<string>()
  const [replacing, setReplacing] = useState(false)
  const show = () => void api.signingSecret().then(setSecret, toasts.failed)
  return (
    <div class="stack">
      <p class="quiet">{words.shop.secretHint}</p>
      {secret !== undefined && <CopyBox label={words.shop.secret} text={secret} />}
      <div class="page-actions">
        {secret === undefined && (
          <Button icon={KeyRound} onClick={show}>
            {words.shop.showSecret}
          </Button>
        )}
        <Button icon={RotateCcw} onClick={() => setReplacing(true)}>
          {words.shop.newSecret}
        </Button>
      </div>
      {replacing && (
        <Confirm
          title={words.shop.newSecretTitle}
          text={words.shop.newSecretText}
          action={words.shop.newSecret}
          onClose={() => setReplacing(false)}
          onConfirm={async () => setSecret(await api.newSigningSecret())}
        />
      )}
    </div>
  )
}
