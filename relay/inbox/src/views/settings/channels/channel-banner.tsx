import type { SiteAnswer } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { Button } from '../../../parts/button.tsx'
import { CHANNEL_NAMES } from '../../channel/channel-sign.tsx'

/** Says on every screen that a number or page cannot send, and where to see to it. */
export function ChannelBanner({ paused }: { paused: SiteAnswer['pausedChannels'] }) {
  const { go, place, words } = useInbox()
  const [first] = paused
  const { route } = place.value
  const here = route.name === 'settings' && route.page === 'channels'
  if (!first || here) return null
  const { paused: says, troubles } = words.channel
  return (
    <div class="banner" role="status">
      <span>{says.why(CHANNEL_NAMES[first.kind], troubles[first.code].why)}</span>
      <Button onClick={() => go({ name: 'settings', page: 'channels' })}>{says.see}</Button>
    </div>
  )
}
