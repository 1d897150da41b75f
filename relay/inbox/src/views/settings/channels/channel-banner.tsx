import type { SiteAnswer } from '@loods/protocol'
import { useInbox } from '../../../app/context.ts'
import { useOwnWords } from '../../../app/use-own-words.ts'
import { Button } from '../../../parts/button.tsx'
import { loadChannelWords } from './i18n/words.ts'

/** Says on every screen that a number or page cannot send, and where to see to it. */
export function ChannelBanner({ paused }: { paused: SiteAnswer['pausedChannels'] }) {
  const { go, place } = useInbox()
  const words = useOwnWords(loadChannelWords)
  const [first] = paused
  const { route } = place.value
  const here = route.name === 'settings' && route.page === 'channels'
  if (!words || !first || here) return null
  const { banner, kinds } = words
  return (
    <div class="banner" role="status">
      <span>{banner.paused(kinds[first.kind].name, banner.why[first.code])}</span>
      <Button onClick={() => go({ name: 'settings', page: 'channels' })}>{banner.go}</Button>
    </div>
  )
}
