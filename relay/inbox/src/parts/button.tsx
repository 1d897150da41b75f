import type { IconNode } from 'lucide'
import type { ButtonHTMLAttributes } from 'preact'
import { Icon } from './icon.tsx'

type Attributes = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'class'>

interface ButtonProps extends Attributes {
  /** main: the one thing to do here. plain: less than a choice. */
  kind?: 'main' | 'plain' | 'danger' | 'danger main'
  icon?: IconNode
}

/** A button with words: a verb and what it acts on. */
export function Button({ kind, icon, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} class={`button ${kind ?? ''}`}>
      {icon && <Icon of={icon} size={16} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends Attributes {
  icon: IconNode
  /** What it does, for those who cannot see the icon, and as its hint. */
  label: string
  flip?: boolean
}

/** A button that is only an icon. */
export function IconButton({ icon, label, flip, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button {...rest} type={type} class="icon-button" aria-label={label} title={label}>
      <Icon of={icon} {...(flip && { flip })} />
    </button>
  )
}
