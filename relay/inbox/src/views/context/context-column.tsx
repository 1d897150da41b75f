import type { Conversation, PageRef } from '@loods/protocol'
import { X } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { IconButton } from '../../parts/button.tsx'
import { money } from '../../parts/time.ts'
import { ChannelSign } from '../channel/channel-sign.tsx'
import { saidIn } from '../channel/said.ts'
import { FailedCard } from '../deliveries/failed-card.tsx'
import { pageName, pathOf } from '../people.ts'
import { Card, Fact, Facts } from './card.tsx'
import { OrdersCard } from './orders-card.tsx'
import { PersonCard } from './person-card.tsx'

/** Pages of a visit that fit a glance. */
const PAGES_SHOWN = 8

interface ContextColumnProps {
  conversation: Conversation
  onClose(): void
}

/** What is known of the shopper and the visit, and who says so. It is drawn after the conversation: no press waits for it. */
export function ContextColumn({ conversation, onClose }: ContextColumnProps) {
  const { words, size } = useInbox()
  const [drawn, setDrawn] = useState(false)
  useEffect(() => setDrawn(true), [])
  return (
    <aside class="context" aria-label={words.context.label}>
      {size.value !== 'desk' && (
        <header>
          <h2>{words.context.label}</h2>
          <IconButton icon={X} label={words.app.close} onClick={onClose} />
        </header>
      )}
      {drawn && <Cards conversation={conversation} />}
    </aside>
  )
}

function Cards({ conversation }: { conversation: Conversation }) {
  return (
    <>
      <FailedCard conversation={conversation} />
      <CartCard conversation={conversation} />
      <OrdersCard key={`orders ${conversation.id}`} conversation={conversation} />
      <ProductCard conversation={conversation} />
      <VisitCard conversation={conversation} />
      <PersonCard key={conversation.id} conversation={conversation} />
      <FieldsCard conversation={conversation} />
      <TagsCard conversation={conversation} />
      <EarlierCard conversation={conversation} />
    </>
  )
}

function CartCard({ conversation: { context, contact } }: { conversation: Conversation }) {
  const { words, locale } = useInbox()
  const cart = context.shop?.cart
  if (!cart || cart.lines.length === 0) return null
  return (
    <Card title={words.context.cart} verified={contact.verified}>
      <ul class="cart">
        {cart.lines.map((line, at) => (
          <li key={at}>
            <span>
              {line.title}
              {line.quantity !== 1 && ` ×${line.quantity}`}
            </span>
            {line.price !== undefined && (
              <b>{money(locale, line.price * line.quantity, cart.currency)}</b>
            )}
          </li>
        ))}
      </ul>
      {cart.total !== undefined && (
        <p class="total">
          <span>{words.context.total}</span>
          <b>{money(locale, cart.total, cart.currency)}</b>
        </p>
      )}
    </Card>
  )
}

function ProductCard({ conversation: { context, contact } }: { conversation: Conversation }) {
  const { words, locale } = useInbox()
  const product = context.shop?.product
  if (!product) return null
  return (
    <Card title={words.context.product} verified={contact.verified}>
      <p class="total plain">
        <span>{product.title}</span>
        {product.price !== undefined && <b>{money(locale, product.price, product.currency)}</b>}
      </p>
    </Card>
  )
}

/** The pages of the visit from top to bottom, as far as they are known. */
function VisitCard({ conversation }: { conversation: Conversation }) {
  const { words } = useInbox()
  const pages = usePages(conversation)
  const from = cameFrom(conversation)
  if (pages.length === 0) return null
  return (
    <Card title={words.context.visit}>
      <ol class="pages">
        {pages.map((page, at) => (
          <li key={at} aria-current={at === pages.length - 1 ? 'page' : undefined}>
            <a href={page.url} target="_blank" rel="noopener noreferrer" title={pathOf(page.url)}>
              {pageName(page)}
            </a>
          </li>
        ))}
      </ol>
      {from && (
        <Facts>
          <Fact name={words.context.from}>{from}</Fact>
        </Facts>
      )}
    </Card>
  )
}

/** The last pages, oldest first; fetched again when the shopper goes to another. */
function usePages({ id, context: { firstPage, page } }: Conversation): PageRef[] {
  const { desk } = useInbox()
  const { value = [] } = useAnswer(() => desk.siteApi.pages(id), [id, page?.url])
  const since = value.slice(0, PAGES_SHOWN).reverse()
  const all = [firstPage, ...since, page].filter((each) => each !== undefined)
  return all.filter(({ url }, at) => all[at - 1]?.url !== url)
}

/** Other conversations with the same person, on whatever channel, to read what was said there. */
function EarlierCard({ conversation }: { conversation: Conversation }) {
  const { desk, words, go } = useInbox()
  const dates = useDates()
  const contactId = conversation.contact.id
  const { value: earlier = [] } = useAnswer(
    () => desk.siteApi.conversationsOf(contactId),
    [contactId],
  )
  const others = earlier.filter(({ id }) => id !== conversation.id)
  if (others.length === 0) return null
  return (
    <Card title={words.channel.others}>
      <ul class="earlier">
        {others.map(({ id, channel, lastMessage, lastMessageAt }) => (
          <li key={id}>
            <button type="button" onClick={() => go({ name: 'conversations', conversationId: id })}>
              <ChannelSign channel={channel} />
              <span class="cut" dir="auto">
                {lastMessage ? saidIn(words, lastMessage) : words.list.nothingYet}
              </span>
              <time class="quiet">{dates.short(lastMessageAt, desk.now.peek())}</time>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function FieldsCard({ conversation: { context, contact } }: { conversation: Conversation }) {
  const { words } = useInbox()
  const fields = Object.entries(context.shop?.fields ?? {})
  if (fields.length === 0) return null
  return (
    <Card title={words.context.fields} verified={contact.verified}>
      <Facts>
        {fields.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </Facts>
    </Card>
  )
}

function TagsCard({ conversation: { tagIds } }: { conversation: Conversation }) {
  const { desk, words } = useInbox()
  if (tagIds.length === 0) return null
  const tags = desk.tags.value?.filter(({ id }) => tagIds.includes(id)) ?? []
  return (
    <Card title={words.context.tags}>
      <ul class="tags">
        {tags.map(({ id, name, color }) => (
          <li class="tag" key={id}>
            <i style={{ background: color }} />
            {name}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Where somebody came from, unless it was another page of the shop. */
function cameFrom({ context: { referrer, firstPage, page } }: Conversation): string | undefined {
  const shop = firstPage ?? page
  const from = referrer && hostOf(referrer)
  return from && shop && from === hostOf(shop.url) ? undefined : from
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
