import type { DataRequest } from '@loods/protocol'
import { Check, Download } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useDates } from '../../../app/dates.ts'
import { saveFile } from '../../../app/save-file.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Button } from '../../../parts/button.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { Section } from '../../../parts/section.tsx'
import { useSettings } from '../settings-context.ts'

/** Milliseconds in which a customer's question is to be answered. */
const ANSWER_WITHIN = 30 * 86_400_000

/** Customers who asked, where the shop is built, what is kept of them; nothing while nobody did. */
export function AskedSection() {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const loaded = useLoaded(api.dataRequests)
  const [closing, setClosing] = useState<DataRequest>()
  const requests = loaded.value ?? []
  if (requests.length === 0) return null

  async function save({ id }: DataRequest): Promise<void> {
    try {
      const data = await api.dataRequestExport(id)
      if (await isEmpty(data)) toasts.done(words.privacy.askedNothing)
      else saveFile(data, `${id.slice(0, 8)}.json`)
    } catch (error) {
      toasts.failed(error)
    }
  }

  return (
    <Section title={words.privacy.asked} intro={words.privacy.askedIntro}>
      <ul class="cards">
        {requests.map((request) => (
          <AskedCard
            key={request.id}
            request={request}
            onSave={() => void save(request)}
            onDone={() => setClosing(request)}
          />
        ))}
      </ul>
      {closing && (
        <Confirm
          title={words.privacy.askedSure}
          text={<p>{words.privacy.askedSureHint}</p>}
          action={words.privacy.askedDone}
          onClose={() => setClosing(undefined)}
          onConfirm={async () => {
            await api.closeDataRequest(closing.id)
            await loaded.reload()
          }}
        />
      )}
    </Section>
  )
}

function AskedCard(props: { request: DataRequest; onSave(): void; onDone(): void }) {
  const { desk } = useInbox()
  const { words } = useSettings()
  const dates = useDates()
  const { who, at } = props.request
  const until = at + ANSWER_WITHIN
  return (
    <li class="entry">
      <div class="entry-main">
        <strong>{words.privacy.askedBy(who)}</strong>
        <small class="quiet">
          {words.privacy.askedAt(dates.moment(at), dates.short(until, desk.now.peek()))}
        </small>
      </div>
      <div class="entry-actions">
        <Button icon={Download} onClick={props.onSave}>
          {words.privacy.askedSave}
        </Button>
        <Button icon={Check} onClick={props.onDone}>
          {words.privacy.askedDone}
        </Button>
      </div>
    </li>
  )
}

/** Whether an export holds nobody. */
async function isEmpty(data: Blob): Promise<boolean> {
  const { people } = JSON.parse(await data.text()) as { people: unknown[] }
  return people.length === 0
}
