import type { ComponentChildren } from 'preact'
import type { MessageView } from '../phone-view.ts'

/** Lucide (ISC), 24 px, drawn with 1.8 px. */
function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

export function BackIcon() {
  return (
    <Icon>
      <path d="m15 18-6-6 6-6" />
    </Icon>
  )
}

export function MoreIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="1" />
      <circle cx="19" cy="12" r="1" />
      <circle cx="5" cy="12" r="1" />
    </Icon>
  )
}

export function CloseIcon() {
  return (
    <Icon>
      <path d="M18 6 6 18M6 6l12 12" />
    </Icon>
  )
}

export function SendIcon() {
  return (
    <Icon>
      <path d="M5 12h14M12 5l7 7-7 7" />
    </Icon>
  )
}

export function PhotoIcon() {
  return (
    <Icon>
      <rect width="18" height="18" x="3" y="3" rx="2" />
      <circle cx="9" cy="9" r="2" />
      <path d="m21 15-3.1-3.1a2 2 0 0 0-2.8 0L6 21" />
    </Icon>
  )
}

export function MicrophoneIcon() {
  return (
    <Icon>
      <path d="M12 19v3M19 10v2a7 7 0 0 1-14 0v-2" />
      <rect x="9" y="2" width="6" height="13" rx="3" />
    </Icon>
  )
}

/** Beside the word for it: one check, two, or two in colour. */
export function ProgressIcon({ progress }: { progress: MessageView['progress'] }) {
  return (
    <span class={`progress ${progress}`}>
      <Icon>
        {progress === 'sent' && <path d="M20 6 9 17l-5-5" />}
        {['delivered', 'read', 'played'].includes(progress) && (
          <path d="M18 6 7 17l-5-5M22 10l-7.5 7.5L13 16" />
        )}
      </Icon>
    </span>
  )
}
