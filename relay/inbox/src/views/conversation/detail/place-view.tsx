import { MapPin } from 'lucide'
import { useInbox } from '../../../app/context.ts'
import { Icon } from '../../../parts/icon.tsx'
import { mapUrl } from './map-url.ts'

interface Place {
  latitude: number
  longitude: number
  name?: string | undefined
  address?: string | undefined
}

/** Where somebody is, in words and numbers. A map opens only when it is asked for. */
export function PlaceView({ place }: { place: Place }) {
  const { words } = useInbox()
  const { name, address, latitude, longitude } = place
  return (
    <a
      class="detail-row"
      href={mapUrl(latitude, longitude)}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      <span class="detail-icon">
        <Icon of={MapPin} size={20} />
      </span>
      <span class="detail-named">
        <b dir="auto">{name || words.channel.location.name}</b>
        {address && <span dir="auto">{address}</span>}
        <small>
          {latitude.toFixed(5)}, {longitude.toFixed(5)}
        </small>
        <span class="detail-open">{words.channel.location.open}</span>
      </span>
    </a>
  )
}
