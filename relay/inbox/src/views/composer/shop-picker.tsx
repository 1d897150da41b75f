import type { Card, Conversation } from '@loods/protocol'
import { PackageSearch } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../../api/client.ts'
import { newCid } from '../../app/cid.ts'
import { useInbox } from '../../app/context.ts'
import cardCss from '../../look/card.css'
import formsCss from '../../look/forms.css'
import { adopt } from '../../look/sheets.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Segments } from '../../parts/segments.tsx'
import { ShopPicture } from '../conversation/shop-picture.tsx'
import { NotAllowed } from '../not-allowed.tsx'

/** Milliseconds after the last key before the shop is asked. */
const CALM = 250

type Kind = 'products' | 'coupons'
type Found = Card[] | 'failed' | 'nothing' | undefined

interface ShopPickerProps {
  conversation: Conversation
  onClose(): void
}

/** Finds a product or a coupon of the shop, and sends it into the conversation. */
export function ShopPicker({ conversation, onClose }: ShopPickerProps) {
  const { words, root, desk } = useInbox()
  adopt(root, formsCss, cardCss)
  const [kind, setKind] = useState<Kind>('products')
  const [query, setQuery] = useState('')
  const [found, again] = useFound(kind, query)

  function send(card: Card): void {
    desk.outbox.add({ conversationId: conversation.id, cid: newCid(), card })
    onClose()
  }

  return (
    <Dialog title={words.shop.title} onClose={onClose}>
      <div class="shop-picker">
        <Segments<Kind>
          label={words.shop.title}
          chosen={kind}
          options={[
            { value: 'products', label: words.shop.products },
            { value: 'coupons', label: words.shop.coupons },
          ]}
          onChoose={setKind}
          controls="shop-found"
        />
        <input
          class="input"
          type="search"
          autofocus
          aria-label={words.shop.search[kind]}
          placeholder={words.shop.search[kind]}
          maxLength={80}
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
        <div id="shop-found" class="shop-found" aria-live="polite" aria-busy={found === undefined}>
          <Results found={found} kind={kind} onAgain={again} onPick={send} />
        </div>
        <p class="quiet">{words.shop.hint[kind]}</p>
      </div>
    </Dialog>
  )
}

interface ResultsProps {
  found: Found
  kind: Kind
  onAgain(): void
  onPick(card: Card): void
}

function Results({ found, kind, onAgain, onPick }: ResultsProps) {
  const { words, denied } = useInbox()
  if (kind === 'coupons' && denied.value.has('coupons')) return <NotAllowed what="coupons" />
  if (found === undefined) return <Loading />
  if (found === 'nothing') return <Empty icon={PackageSearch} title={words.shop.notThere} />
  if (found === 'failed') {
    return (
      <Empty title={words.shop.failed}>
        <Button onClick={onAgain}>{words.app.retry}</Button>
      </Empty>
    )
  }
  if (found.length === 0) return <Empty icon={PackageSearch} title={words.shop.none[kind]} />
  return (
    <ul>
      {found.map((card) => (
        <li key={`${card.kind} ${card.url}`}>
          <button type="button" onClick={() => onPick(card)}>
            {card.kind === 'product' && <ShopPicture url={card.imageUrl} />}
            <Named card={card} />
            <span class="send-word">{words.composer.send}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Named({ card }: { card: Card }) {
  const { words } = useInbox()
  if (card.kind === 'coupon') {
    return (
      <span class="named">
        <b>{card.code}</b>
        <small>{card.title}</small>
      </span>
    )
  }
  return (
    <span class="named">
      <b>{card.title}</b>
      <small>{[card.priceText, words.shop.stock[card.stock]].filter(Boolean).join(' · ')}</small>
    </span>
  )
}

function Loading() {
  return (
    <ul class="skeleton" aria-hidden="true">
      {[1, 2, 3].map((row) => (
        <li key={row}>
          <i />
        </li>
      ))}
    </ul>
  )
}

/** What the shop answers to these words, a moment after the last key. */
function useFound(kind: Kind, query: string): [Found, () => void] {
  const { desk, denied } = useInbox()
  const [found, setFound] = useState<Found>()
  const [attempt, setAttempt] = useState(0)
  const mayNot = kind === 'coupons' && denied.value.has('coupons')
  useEffect(() => {
    if (mayNot) return
    const abort = new AbortController()
    setFound(undefined)
    const timer = setTimeout(
      () => {
        desk.siteApi[kind](query.trim(), abort.signal).then(setFound, (error: unknown) => {
          if (abort.signal.aborted) return
          const code = error instanceof ApiError ? error.code : undefined
          if (code === 'forbidden' && kind === 'coupons') {
            denied.value = new Set([...denied.peek(), kind])
          }
          setFound(code === 'not_found' ? 'nothing' : 'failed')
        })
      },
      query === '' ? 0 : CALM,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [kind, query, attempt, mayNot])
  return [found, () => setAttempt(attempt + 1)]
}
