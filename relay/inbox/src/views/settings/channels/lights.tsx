import { Check, Circle, LoaderCircle } from 'lucide'
import { Icon } from '../../../parts/icon.tsx'

interface Light {
  text: string
  on: boolean
}

/** Things that happen elsewhere, one after the other: each lights up when it has. @param busy they may any moment */
export function Lights({ lights, busy }: { lights: Light[]; busy: boolean }) {
  return (
    <div role="status">
      <ul class="lights">
        {lights.map(({ text, on }) => (
          <li key={text} data-on={on}>
            <span class="light">
              <Icon of={on ? Check : busy ? LoaderCircle : Circle} size={14} />
            </span>
            {text}
          </li>
        ))}
      </ul>
    </div>
  )
}
