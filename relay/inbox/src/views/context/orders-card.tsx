import type { Conversation, PageRef, ShownOrder } from '@loods/protocol'
import { ExternalLink, Search } from 'lucide'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { ApiError } from '../../api/client.ts'
import { useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { type OrderSource, ordersOverRelay } from '../../app/orders.ts'
import { errorWords } from '../../app/toasts.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { money } from '../../parts/time.ts'
import { NotAllowed } from '../not-allowed.tsx'
import { Card } from './card.tsx'

/**
 * What a customer ordered before, where the host knows the shop's orders; elsewhere what the shopper
 * proved, and a way to ask for that.
 */
export function OrdersCard({ conversation }: { conversation: Conversation }) {
  const { words, desk, denied } = useInbox()
  const orders = useOrders()
  const { context } = conversation
  if (!orders && !desk.site.value?.host) return null
  return (
    <Card title={words.context.orders}>
      {context.orders && <OrderList orders={context.orders} open />}
      {!orders ? (
        <Ask key={context.orders?.[0]?.number} conversation={conversation} />
      ) : denied.value.has('orders') ? (
        <NotAllowed what="orders" />
      ) : (
        <Orders source={orders} conversation={conversation} />
      )}
    </Card>
  )
}

function Orders({ source, conversation }: { source: OrderSource; conversation: Conversation }) {
  const { contact, context } = conversation
  return (
    <>
      {contact.verified && contact.externalId !== undefined && (
        <OrdersOf source={source} customer={contact.externalId} page={context.page} />
      )}
      <Lookup source={source} />
    </>
  )
}

/** Undefined where nobody here may see orders that were not shown by their owner. */
function useOrders(): OrderSource | undefined {
  const { orders, desk } = useInbox()
  const overRelay = useMemo(() => ordersOverRelay(desk.siteApi), [desk])
  return orders ?? (desk.site.value?.host === 'shopify' ? overRelay : undefined)
}

/** Has the shop mail a code to the order's address; nobody here learns whether there is such an order. */
function Ask({ conversation: { id } }: { conversation: Conversation }) {
  const { words, desk } = useInbox()
  const [number, setNumber] = useState('')
  const [said, setSaid] = useState(words.context.askOrderHint)
  const [busy, setBusy] = useState(false)

  async function ask(event: Event): Promise<void> {
    event.preventDefault()
    const wanted = number.trim().replace(/^#/, '')
    if (!wanted || busy) return
    setBusy(true)
    try {
      await desk.siteApi.askOrder(id, wanted)
      setSaid(words.context.askedOrder(wanted))
      setNumber('')
    } catch (error) {
      const limited = error instanceof ApiError && error.code === 'rate_limited'
      setSaid(limited ? errorWords(words, error) : words.context.ordersFailed)
    }
    setBusy(false)
  }

  return (
    <form class="stack" onSubmit={(event) => void ask(event)}>
      <OrderNumber value={number} onChange={setNumber} />
      <Button type="submit" disabled={busy}>
        {words.context.askOrder}
      </Button>
      <p class="quiet" role="status">
        {said}
      </p>
    </form>
  )
}

function OrderNumber({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { words } = useInbox()
  return (
    <input
      class="input"
      aria-label={words.context.orderNumber}
      placeholder={words.context.orderNumber}
      autocomplete="off"
      maxLength={40}
      value={value}
      onInput={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

/** @param page where the customer is: a page that thanks for an order has another one */
function OrdersOf({
  source,
  customer,
  page,
}: {
  source: OrderSource
  customer: string
  page: PageRef | undefined
}) {
  const { words } = useInbox()
  const thanks = page?.kind === 'thank-you' && page.url
  const { value: found, error } = useAnswer(
    () => source.ofCustomer(customer),
    [source, customer, thanks],
  )
  useDenial(error)
  if (error !== undefined) return <p class="quiet">{words.context.ordersFailed}</p>
  if (found === undefined) return null
  if (found.length === 0) return <p class="quiet">{words.context.noOrders}</p>
  return <OrderList orders={found} />
}

/** One order by its number, such as of a shopper who is not logged in. */
function Lookup({ source }: { source: OrderSource }) {
  const { words } = useInbox()
  const [number, setNumber] = useState('')
  const [answer, setAnswer] = useState<ShownOrder | 'noSuchOrder' | 'ordersFailed'>()
  const [error, setError] = useState<unknown>()
  useDenial(error)

  async function look(event: Event): Promise<void> {
    event.preventDefault()
    if (!number.trim()) return
    try {
      setAnswer((await source.find(number.trim())) ?? 'noSuchOrder')
    } catch (failure) {
      setError(failure)
      setAnswer('ordersFailed')
    }
  }

  return (
    <>
      <form class="order-lookup" onSubmit={(event) => void look(event)}>
        <OrderNumber value={number} onChange={setNumber} />
        <IconButton icon={Search} label={words.context.findOrder} type="submit" />
      </form>
      <div aria-live="polite">
        {typeof answer === 'string' && <p class="quiet">{words.context[answer]}</p>}
        {typeof answer === 'object' && <OrderList orders={[answer]} open />}
      </div>
    </>
  )
}

/** Remembers that the shop has not let us see orders yet. */
function useDenial(error: unknown): void {
  const { denied } = useInbox()
  useEffect(() => {
    if (!(error instanceof ApiError) || error.code !== 'forbidden') return
    denied.value = new Set([...denied.peek(), 'orders'])
  }, [error])
}

function OrderList({ orders, open = false }: { orders: ShownOrder[]; open?: boolean }) {
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

function Order({ order, open }: { order: ShownOrder; open: boolean }) {
  const { desk, words, locale } = useInbox()
  const dates = useDates()
  return (
    <details open={open}>
      <summary>
        <span class="cut">
          #{order.number.replace(/^#/, '')} · {order.status}
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
        {order.url ? (
          <a href={order.url} target="_blank" rel="noopener noreferrer">
            <Icon of={ExternalLink} size={14} />
            {words.context.openOrder}
          </a>
        ) : (
          <span>{words.context.total}</span>
        )}
        <b>{money(locale, order.total, order.currency)}</b>
      </p>
    </details>
  )
}
