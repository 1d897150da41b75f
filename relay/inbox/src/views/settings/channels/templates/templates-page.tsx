import type { ChannelView, Template } from '@loods/protocol'
import { ArrowLeft, Plus, RefreshCw } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../../app/context.ts'
import { useLoaded } from '../../../../app/use-loaded.ts'
import { Button } from '../../../../parts/button.tsx'
import { Confirm } from '../../../../parts/confirm.tsx'
import { Empty } from '../../../../parts/empty.tsx'
import { WhenLoaded } from '../../../../parts/section.tsx'
import { useChannels } from '../channels-context.ts'
import { mayChange } from './template-draft.ts'
import { languageName, TemplateForm } from './template-form.tsx'

type Open = { form: Template | 'new' } | { going: Template } | undefined

/** A number's templates: which there are, what Meta thinks of them, and writing one. */
export function TemplatesPage({ channel, onClose }: { channel: ChannelView; onClose(): void }) {
  const { toasts } = useInbox()
  const { api, words, mayChange: may } = useChannels()
  const { templates: says, actions } = words
  const loaded = useLoaded(() => api.templates(channel.id), 'templates')
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)

  async function refresh(): Promise<void> {
    try {
      loaded.put(await api.refreshTemplates(channel.id))
    } catch (error) {
      toasts.failed(error)
    }
  }

  if (open && 'form' in open) {
    return (
      <TemplateForm
        channel={channel}
        template={open.form === 'new' ? undefined : open.form}
        onClose={close}
        onSaved={async () => {
          close()
          await loaded.reload()
        }}
      />
    )
  }
  return (
    <div class="stack">
      <div class="wizard-top">
        <Button kind="plain" icon={ArrowLeft} onClick={onClose}>
          {actions.back}
        </Button>
      </div>
      <h2 class="wizard-title">{says.title(channel.address)}</h2>
      <p class="quiet">{says.intro}</p>
      <div class="channel-actions">
        {may && (
          <Button kind="main" icon={Plus} onClick={() => setOpen({ form: 'new' })}>
            {says.create}
          </Button>
        )}
        <Button icon={RefreshCw} onClick={() => void refresh()}>
          {says.refresh}
        </Button>
      </div>
      <WhenLoaded of={loaded}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={says.none} hint={says.noneHint} />
          ) : (
            <ul class="cards">
              {list.map((template) => (
                <TemplateCard
                  key={template.id}
                  template={template}
                  onChange={() => setOpen({ form: template })}
                  onRemove={() => setOpen({ going: template })}
                />
              ))}
            </ul>
          )
        }
      </WhenLoaded>
      {open && (
        <Confirm
          title={says.removeTitle(open.going.name)}
          text={says.removeText}
          action={says.remove}
          onClose={close}
          onConfirm={async () => {
            await api.removeTemplate(channel.id, open.going.id)
            await loaded.reload()
          }}
        />
      )}
    </div>
  )
}

const TONES: Partial<Record<Template['status'], string>> = {
  approved: 'green',
  pending: 'amber',
  paused: 'amber',
}

interface CardProps {
  template: Template
  onChange(): void
  onRemove(): void
}

function TemplateCard({ template, onChange, onRemove }: CardProps) {
  const { words, mayChange: may } = useChannels()
  const { templates: says } = words
  const { name, language, category, status, reason, header, body, footer, buttons } = template
  return (
    <li class="channel-card">
      <header>
        <div>
          <h3>{name}</h3>
          <span class="quiet">
            {[
              languageName(language, says.locale),
              says.categories[category],
              says.prices[category],
            ].join(' · ')}
          </span>
        </div>
        <span class={`channel-state ${TONES[status] ?? 'red'}`}>{says.statuses[status]}</span>
      </header>
      <p class="template-body">
        {[header?.replaceAll('{{header_', '{{'), body, footer].filter(Boolean).join('\n')}
      </p>
      {buttons.length > 0 && <p class="quiet">{buttons.map(({ text }) => text).join(' · ')}</p>}
      {reason && <p class="quiet">{words.callback.problems.said(reason)}</p>}
      {may && (
        <div class="channel-actions">
          {mayChange(template) && <Button onClick={onChange}>{says.change}</Button>}
          <Button kind="danger" onClick={onRemove}>
            {says.remove}
          </Button>
        </div>
      )}
    </li>
  )
}
