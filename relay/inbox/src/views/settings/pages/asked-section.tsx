import type { DataRequest } from '@loods/protocol'
import { Check, Download } from 'lucide'
import { useInbox } from '../../../app/context.ts'
import { useDates } from '../../../app/dates.ts'
import { saveFile } from '../../../app/save-file.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Button } from '../../../parts/button.tsx'
import { Section } from '../../../parts/section.tsx'
import { useSettings } from '../settings-context.ts'

/** Customers who asked, where the shop is built, what is kept of them; nothing while nobody did. */
export function AskedSection() {
  const { toasts } = useInbox()
  const { api, words } = useSettings()
  const loaded = useLoaded(api.dataRequests)
  const requests = loaded.value ?? []
  if (requests.length === 0) return null

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
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
            onSave={() =>
              void attempt(async () =>
                saveFile(await api.dataRequestExport(request.id), `${request.id.slice(0, 8)}.json`),
              )
            }
            onDone={() =>
              void attempt(async () => {
                await api.closeDataRequest(request.id)
                await loaded.reload()
              })
            }
          />
        ))}
      </ul>
    </Section>
  )
}

function AskedCard(props: { request: DataRequest; onSave(): void; onDone(): void }) {
  const { words } = useSettings()
  const dates = useDates()
  return (
    <li class="entry">
      <div class="entry-main">
        <strong>{words.privacy.askedAt(dates.moment(props.request.at))}</strong>
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
