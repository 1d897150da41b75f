import { ExternalLink } from 'lucide'
import { useState } from 'preact/hooks'
import { type ShopData, useInbox } from '../app/context.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'

/** What the shop does not let us see yet, and how to have it allowed: here where the host can ask, else there. */
export function NotAllowed({ what }: { what: ShopData }) {
  const { words, allow, desk } = useInbox()
  const said = words.allow[what]
  const panelUrl = desk.site.value?.panelUrl
  if (allow) {
    return (
      <div class="stack">
        <p class="quiet">{said.ask}</p>
        <AllowButton what={what} allow={allow} label={said.button} />
      </div>
    )
  }
  return (
    <div class="stack">
      <p class="quiet">{said.there}</p>
      {panelUrl && (
        <a class="button" href={panelUrl} target="_blank" rel="noopener noreferrer">
          <Icon of={ExternalLink} size={16} />
          {words.allow.open}
        </a>
      )}
    </div>
  )
}

interface AllowButtonProps {
  what: ShopData
  allow(what: ShopData): Promise<boolean>
  label: string
}

function AllowButton({ what, allow, label }: AllowButtonProps) {
  const { denied, toasts } = useInbox()
  const [busy, setBusy] = useState(false)

  async function ask(): Promise<void> {
    setBusy(true)
    try {
      if (await allow(what)) {
        denied.value = new Set([...denied.peek()].filter((one) => one !== what))
      }
    } catch (error) {
      toasts.failed(error)
    }
    setBusy(false)
  }

  return (
    <Button kind="main" disabled={busy} onClick={() => void ask()}>
      {label}
    </Button>
  )
}
