import type { Conversation, PageRef } from '@loods/protocol'
import { BadgeCheck, ShieldQuestion, X } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { money } from '../../parts/time.ts'
import { FailedCard } from '../deliveries/failed-card.tsx'
import { pageName, pathOf } from '../people.ts'

/** Pages of a visit that fit a glance. */
const PAGES_SHOWN = 8

interface ContextColumnProps {
  conversation: Conversation
  onClose(): void
}

/** What is known of the shopper and the visit, and who says so. */
export function ContextColumn({ conversation, onClose }: ContextColumnProps) {
  const { words, size } = useInbox()
  return (
    <aside class="context" aria-label={words.context.label}>
      {size.value !== 'desk' && (
        <header>
          <h2>{words.context.label}</h2>
          <IconButton icon={X} label={words.app.close} onClick={onClose} />
        </header>
      )}
      <FailedCard conversation={conversation} />
      <CartCard conversation={conversation} />
      <ProductCard conversation={conversation} />
      <VisitCard conversation={conversation} />
      <PersonCard conversation={conversation} />
      <FieldsCard conversation={conversation} />
      <TagsCard conversation={conversation} />
      <EarlierCard conversation={conversation} />
    </aside>
  )
}

interface CardProps {
  title: string
  /** Who vouches for it; undefined when nobody needs to. */
  verified?: boolean | undefined
  children: ComponentChildren
}

function Card({ title, verified, children }: CardProps) {
  const { words } = useInbox()
  return (
    <section class="card">
      <h3>
        {title}
        {verified === false && (
          <span class="unverified" title={words.context.unverifiedHint}>
            <Icon of={ShieldQuestion} size={14} />
            {words.context.unverified}
          </span>
        )}
      </h3>
      {children}
    </section>
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
  const { referrer } = conversation.context
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
      {referrer && (
        <Facts>
          <Fact name={words.context.from}>{hostOf(referrer)}</Fact>
        </Facts>
      )}
    </Card>
  )
}

/** The last pages, oldest first; fetched again when the shopper goes to another. */
function usePages({ id, context: { firstPage, page } }: Conversation): PageRef[] {
  const { desk } = useInbox()
  const [since, setSince] = useState<PageRef[]>([])
  useEffect(() => {
    let gone = false
    desk.siteApi
      .pages(id)
      .then((pages) => !gone && setSince(pages.slice(0, PAGES_SHOWN).reverse()))
      .catch(() => undefined)
    return () => {
      gone = true
    }
  }, [id, page?.url])
  const all = [firstPage, ...since, page].filter((each) => each !== undefined)
  return all.filter(({ url }, at) => all[at - 1]?.url !== url)
}

/** Earlier conversations with the same person, to read what was said before. */
function EarlierCard({ conversation }: { conversation: Conversation }) {
  const { desk, words, go } = useInbox()
  const dates = useDates()
  const [earlier, setEarlier] = useState<Conversation[]>([])
  const contactId = conversation.contact.id
  useEffect(() => {
    desk.siteApi
      .conversationsOf(contactId)
      .then(setEarlier)
      .catch(() => undefined)
  }, [contactId])
  const others = earlier.filter(({ id }) => id !== conversation.id)
  if (others.length === 0) return null
  return (
    <Card title={words.context.earlier}>
      <ul class="earlier">
        {others.map(({ id, lastMessage, lastMessageAt }) => (
          <li key={id}>
            <button type="button" onClick={() => go({ name: 'conversations', conversationId: id })}>
              <span class="cut">{lastMessage?.text || words.list.nothingYet}</span>
              <time class="quiet">{dates.short(lastMessageAt, desk.now.peek())}</time>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function PersonCard({
  conversation: { contact, context, createdAt },
}: {
  conversation: Conversation
}) {
  const { desk, words, locale } = useInbox()
  const dates = useDates()
  const { language, device, browser, timeZone } = context
  const known = contact.name || contact.email || contact.phone
  const deviceName = device && words.context.devices[device]
  return (
    <Card
      title={contact.verified ? words.context.customer : words.context.shopper}
      verified={known ? contact.verified : undefined}
    >
      {contact.verified && (
        <p class="verified" title={words.context.verifiedHint}>
          <Icon of={BadgeCheck} size={16} />
          {words.context.verified}
        </p>
      )}
      <Facts>
        <Fact name={words.context.name}>{contact.name}</Fact>
        <Fact name={words.context.email}>{contact.email}</Fact>
        <Fact name={words.context.phone}>{contact.phone}</Fact>
        <Fact name={words.context.number}>{contact.externalId}</Fact>
        <Fact name={words.context.device}>{[deviceName, browser].filter(Boolean).join(' · ')}</Fact>
        <Fact name={words.context.language}>{language && languageName(locale, language)}</Fact>
        <Fact name={words.context.localTime}>
          {timeZone && dates.timeIn(timeZone, desk.now.value)}
        </Fact>
        <Fact name={words.context.since}>{dates.moment(createdAt)}</Fact>
      </Facts>
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

function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>
}

/** One thing that is known; nothing at all when it is not. */
function Fact({ name, children }: { name: string; children?: ComponentChildren }) {
  if (!children) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

function languageName(locale: string, language: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(language.slice(0, 2)) ?? language
  } catch {
    return language
  }
}
