import type { FailedDelivery } from '@loods/protocol'
import { CircleCheck, MessageSquare, RotateCcw } from 'lucide'
import { useInbox } from '../../../app/context.ts'
import { useDates } from '../../../app/dates.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Button } from '../../../parts/button.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { WhenLoaded } from '../../../parts/section.tsx'
import { kindWords, reasonWords } from '../../deliveries/delivery-words.ts'
import { useSettings } from '../settings-context.ts'

/** What the relay gave up, to be tried again or put aside. */
export function DeliveriesPage() {
  const { desk, toasts } = useInbox()
  const { words } = useSettings()
  const failed = useLoaded(() => desk.siteApi.failedDeliveries(), 'deliveries')

  async function end(work: Promise<void>, said: string): Promise<void> {
    try {
      await work
      toasts.done(said)
    } catch (error) {
      toasts.failed(error)
    }
    await failed.reload()
  }

  return (
    <WhenLoaded of={failed}>
      {(list) =>
        list.length === 0 ? (
          <Empty
            icon={CircleCheck}
            title={words.deliveries.none}
            hint={words.deliveries.noneHint}
          />
        ) : (
          <ul class="cards">
            {list.map((delivery) => (
              <DeliveryCard
                key={delivery.id}
                delivery={delivery}
                onRetry={() =>
                  void end(desk.siteApi.retryDelivery(delivery.id), words.deliveries.retried)
                }
                onDismiss={() =>
                  void end(desk.siteApi.dismissDelivery(delivery.id), words.deliveries.dismissed)
                }
              />
            ))}
          </ul>
        )
      }
    </WhenLoaded>
  )
}

interface CardProps {
  delivery: FailedDelivery
  onRetry(): void
  onDismiss(): void
}

function DeliveryCard({ delivery, onRetry, onDismiss }: CardProps) {
  const { go, words: inboxWords } = useInbox()
  const { words } = useSettings()
  const dates = useDates()
  const { conversationId, contactName, attempts, failedAt } = delivery
  const said = inboxWords.deliveries
  const facts = [
    contactName && said.about(contactName),
    said.gaveUp(dates.moment(failedAt)),
    said.tries(attempts),
  ]
  return (
    <li class="entry">
      <div class="entry-main">
        <strong>{kindWords(inboxWords, delivery)}</strong>
        <span>{reasonWords(inboxWords, delivery)}</span>
        <small class="quiet">{facts.filter(Boolean).join(' · ')}</small>
      </div>
      <div class="entry-actions">
        {conversationId && (
          <Button
            icon={MessageSquare}
            onClick={() => go({ name: 'conversations', conversationId })}
          >
            {words.deliveries.conversation}
          </Button>
        )}
        <Button onClick={onDismiss}>{words.deliveries.dismiss}</Button>
        <Button kind="main" icon={RotateCcw} onClick={onRetry}>
          {words.deliveries.retry}
        </Button>
      </div>
    </li>
  )
}
