import type { Conversation, FailedDelivery } from '@loods/protocol'
import { useInbox } from '../../app/context.ts'
import { useDates } from '../../app/dates.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { Button } from '../../parts/button.tsx'
import { kindWords, reasonWords } from './delivery-words.ts'

/** Mails and pushes about this conversation that were given up. Nothing when there are none. */
export function FailedCard({ conversation: { id } }: { conversation: Conversation }) {
  const { desk, words, go } = useInbox()
  const dates = useDates()
  const failed = useFailedOf(id)
  if (failed.length === 0) return null
  return (
    <section class="card failed-card">
      <h3>{words.deliveries.title}</h3>
      <ul>
        {failed.map((delivery) => (
          <li key={delivery.id}>
            <b>{kindWords(words, delivery)}</b>
            <span>{reasonWords(words, delivery)}</span>
            <small class="quiet">
              {words.deliveries.gaveUp(dates.short(delivery.failedAt, desk.now.peek()))}
            </small>
          </li>
        ))}
      </ul>
      {desk.membership.role !== 'agent' && (
        <Button onClick={() => go({ name: 'settings', page: 'deliveries' })}>
          {words.deliveries.look}
        </Button>
      )}
    </section>
  )
}

/** Asked for only while the shop has any, and again when that changes. */
function useFailedOf(conversationId: string): FailedDelivery[] {
  const { desk } = useInbox()
  const count = desk.site.value?.failedDeliveries ?? 0
  const { value = [] } = useAnswer<FailedDelivery[]>(
    () => (count === 0 ? Promise.resolve([]) : desk.siteApi.failedDeliveries(conversationId)),
    [conversationId, count],
  )
  return value
}
