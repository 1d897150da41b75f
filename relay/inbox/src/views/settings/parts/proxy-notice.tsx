import { TriangleAlert } from 'lucide'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Icon } from '../../../parts/icon.tsx'
import { useSettings } from '../settings-context.ts'

/** The relay tells when a proxy it does not know of stands in front of it. */
export function ProxyNotice() {
  const { api, words } = useSettings()
  const notices = useLoaded(api.notices)
  if (!notices.value?.proxy) return null
  return (
    <div class="notice amber proxy-notice" role="status">
      <Icon of={TriangleAlert} />
      <div>
        <strong>{words.shop.proxyTitle}</strong>
        <p>{words.shop.proxy}</p>
      </div>
    </div>
  )
}
