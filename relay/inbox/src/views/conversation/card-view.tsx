import type { Card } from '@loods/protocol'
import { TicketPercent } from 'lucide'
import { useInbox } from '../../app/context.ts'
import cardCss from '../../look/card.css'
import { adopt } from '../../look/sheets.ts'
import { Icon } from '../../parts/icon.tsx'
import { ShopPicture } from './shop-picture.tsx'

/** A card in the thread, as the shopper sees it but for its buttons. */
export function CardView({ card }: { card: Card }) {
  const { words, root } = useInbox()
  adopt(root, cardCss)
  return (
    <a class="shop-card" href={card.url} target="_blank" rel="noopener noreferrer">
      {card.kind === 'product' ? (
        <ShopPicture url={card.imageUrl} />
      ) : (
        <span class="shop-picture">
          <Icon of={TicketPercent} size={22} />
        </span>
      )}
      <span class="named">
        <b>{card.title}</b>
        <small>
          {card.kind === 'product'
            ? [card.priceText, words.shop.stock[card.stock]].filter(Boolean).join(' · ')
            : card.code}
        </small>
      </span>
    </a>
  )
}
