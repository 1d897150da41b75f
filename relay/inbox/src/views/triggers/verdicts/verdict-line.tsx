import { CircleHelp, Clock, EyeOff, TrendingDown, TrendingUp } from 'lucide'
import { Icon } from '../../../parts/icon.tsx'
import type { Standing, Summary } from './summary.ts'

const ICONS: Record<Standing, typeof Clock> = {
  earns: TrendingUp,
  harms: TrendingDown,
  waits: Clock,
  broken: CircleHelp,
  blind: EyeOff,
}

/** The verdict in one sentence, with a sign that does not need its colour. */
export function VerdictLine({ standing, text }: Summary) {
  return (
    <p class="verdict-line" data-standing={standing}>
      <Icon of={ICONS[standing]} size={16} />
      <span>{text}</span>
    </p>
  )
}
