import type { Contact } from '@loods/protocol'
import { ExternalLink, Search } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import type { OrderSource, ShopOrder } from '../../app/orders.ts'
import { IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { money } from '../../parts/time.ts'
import { Card } from './card.tsx'

/** What a customer ordered before, where the host knows the shop's orders. */
export function OrdersCard({ contact }: { contact: Contact }) {
  const { orders, words } = useInbox()
  if (!orders) return null
  return (
    <Card title={words.context.orders}>
      {contact.verified && contact.externalId !== undefined && (
        <OrdersOf source={orders} customer={contact.externalId} />
      )}
      <Lookup source={orders} />
    </Card>
  )
}

function OrdersOf({ source, customer }: { source: OrderSource; customer: string }) {
  const { words } = useInbox()
  const [found, setFound] = useState<ShopOrder[] | 'failed'>()
  useEffect(() => {
    let gone = false
    const keep = (orders: ShopOrder[] | 'failed') => !gone && setFound(orders)
    source.ofCustomer(customer).then(keep, () => keep('failed'))
    return () => {
      gone = true
    }
  }, [source, customer])
  if (found === undefined) return null
  if (found === 'failed') return <p class="quiet">{words.context.ordersFailed}</p>
  if (found.length === 0) return <p class="quiet">{words.context.noOrders}</p>
  return <OrderList orders={found} />
}

/** One order by its number, such as of a shopper who is not logged in. */
function Lookup({ source }: { source: OrderSource }) {
  const { words } = useInbox()
  const [number, setNumber] = useState('')
  const [answer, setAnswer] = useState<ShopOrder | 'none' | 'failed'>()

  async function look(event: Event): Promise<void> {
    event.preventDefault()
    if (!number.trim()) return
    setAnswer(
      await source.find(number.trim()).then(
        (order) => order ?? 'none',
        () => 'failed',
      ),
    )
  }

  return (
    <>
      <form class="order-lookup" onSubmit={(event) => void look(event)}>
        <input
          class="input"
          aria-label={words.context.orderNumber}
          placeholder={words.context.orderNumber}
          autocomplete="off"
          maxLength={40}
          value={number}
          onInput={({ currentTarget }) => setNumber(currentTarget.value)}
        />
        <IconButton icon={Search} label={words.context.findOrder} type="submit" />
      </form>
      <div aria-live="polite">
        {answer === 'none' && <p class="quiet">{words.context.noSuchOrder}</p>}
        {answer === 'failed' && <p class="quiet">{words.context.ordersFailed}</p>}
        {typeof answer === 'object' && <OrderList orders={[answer]} open />}
      </div>
    </>
  )
}

function OrderList({ orders, open = false }: { orders: ShopOrder[]; open?: boolean }) {
  return (
    <ul class="orders">
      {orders.map((order) => (
        <li key={order.number}>
          <Order order={order} open={open} />
        </li>
      ))}
    </ul>
  )
}

function Order({ order, open }: { order: ShopOrder; open: boolean }) {
  const { desk, words, locale } = useInbox()
  const dates = useDates()
  return (
    <details open={open}>
      <summary>
        <span class="cut">
          #{order.number} · {order.status}
        </span>
        <time class="quiet">{dates.short(order.placedAt, desk.now.peek())}</time>
      </summary>
      <ul class="cart">
        {order.items.map(({ title, quantity }, at) => (
          <li key={at}>
            <span>
              {title}
              {quantity !== 1 && ` ×${quantity}`}
            </span>
          </li>
        ))}
      </ul>
      {order.note && <p class="contact-note">{order.note}</p>}
      <p class="total">
        <a href={order.url} target="_blank" rel="noopener noreferrer">
          <Icon of={ExternalLink} size={14} />
          {words.context.openOrder}
        </a>
        <b>{money(locale, order.total, order.currency)}</b>
      </p>
    </details>
  )
}
