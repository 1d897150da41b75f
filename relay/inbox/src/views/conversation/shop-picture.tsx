import { Package } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { Icon } from '../../parts/icon.tsx'

/** A picture of the shop, brought by the relay: this page loads nothing from elsewhere. */
export function ShopPicture({ url }: { url: string | undefined }) {
  const source = usePicture(url)
  return (
    <span class="shop-picture">
      {source ? <img src={source} alt="" /> : <Icon of={Package} size={20} />}
    </span>
  )
}

/** Where the browser holds a picture; undefined while it is on its way, or is none. */
function usePicture(url: string | undefined): string | undefined {
  const { desk } = useInbox()
  const [source, setSource] = useState<string>()
  useEffect(() => {
    let gone = false
    let held: string | undefined
    setSource(undefined)
    if (!url) return
    desk.siteApi.picture(url).then(
      (blob) => {
        if (gone) return
        held = URL.createObjectURL(blob)
        setSource(held)
      },
      () => undefined,
    )
    return () => {
      gone = true
      if (held) URL.revokeObjectURL(held)
    }
  }, [url])
  return source
}
