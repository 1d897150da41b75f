import { Check, Copy } from 'lucide'
import { useRef, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { Button, IconButton } from '../../../parts/button.tsx'

/** A text to take along, with a button that copies it. */
export function CopyBox({ label, text, quiet }: { label: string; text: string; quiet?: true }) {
  const { words } = useInbox()
  const [copied, setCopied] = useState(false)
  const box = useRef<HTMLElement>(null)

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), 2_000)
    } catch {
      // No clipboard here: what is selected can be copied by hand.
      selectAll(box.current)
    }
  }

  return (
    <div class="copy-box">
      <code ref={box}>{text}</code>
      {quiet ? (
        <IconButton
          icon={copied ? Check : Copy}
          label={copied ? words.first.copied : `${words.first.copy}: ${label}`}
          onClick={() => void copy()}
        />
      ) : (
        <Button kind="main" icon={copied ? Check : Copy} onClick={() => void copy()}>
          <span role="status">{copied ? words.first.copied : words.first.copy}</span>
          <span class="hidden-text">{label}</span>
        </Button>
      )}
    </div>
  )
}

function selectAll(element: HTMLElement | null): void {
  if (element) getSelection()?.selectAllChildren(element)
}
