import type { Manners } from '@loods/protocol'
import { MANNERS_BOUNDS } from '@loods/protocol'
import { DEFAULT_MANNERS } from '@loods/protocol/manners'
import { Pencil } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { type Editor, useEditor } from '../../../app/use-editor.ts'
import { Button } from '../../../parts/button.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { Section } from '../../../parts/section.tsx'
import { useTriggers } from '../triggers-context.ts'
import { isRecommended, loosened, type Manner } from './bounds.ts'

const MANNERS = Object.keys(DEFAULT_MANNERS) as Manner[]

/** How shoppers are spoken to, whatever a trigger waits for; owners and admins may be stricter or looser. */
export function MannersSection() {
  const { desk } = useInbox()
  const { words, mayChange } = useTriggers()
  const [changing, setChanging] = useState(false)
  const manners = desk.site.value?.settings.manners
  if (!manners) return null
  const edit = (
    <Button icon={Pencil} onClick={() => setChanging(true)}>
      {words.manners.change}
    </Button>
  )
  return (
    <Section
      title={words.manners.title}
      intro={words.manners.intro}
      actions={mayChange && !changing && edit}
    >
      {changing ? (
        <MannersForm manners={manners} onClose={() => setChanging(false)} />
      ) : (
        <MannersList manners={manners} />
      )}
    </Section>
  )
}

function MannersList({ manners }: { manners: Manners }) {
  const { words } = useTriggers()
  const loose = loosened(manners)
  return (
    <ul class="bullets">
      {MANNERS.map((manner) => {
        const [before, after] = words.manners.said[manner](manners[manner])
        return (
          <li key={manner}>
            {before} {manners[manner]} {after}
            {loose.includes(manner) && (
              <span class="pill amber">{words.manners.loose(DEFAULT_MANNERS[manner])}</span>
            )}
          </li>
        )
      })}
      {words.manners.always.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

function MannersForm({ manners, onClose }: { manners: Manners; onClose(): void }) {
  const { desk, words: inboxWords, toasts } = useInbox()
  const { api, words } = useTriggers()
  const [asking, setAsking] = useState(false)

  async function save(values: Manners): Promise<void> {
    await api.saveManners(values)
    await desk.reloadSite()
    toasts.done(words.manners.saved)
    onClose()
  }

  const editor = useEditor<Manners>(
    manners,
    async (values) => {
      if (loosened(values).length > 0 && !isSame(values, manners)) return setAsking(true)
      await save(values)
    },
    { problems: {} },
  )
  const { values } = editor
  return (
    <form class="manners-form" onSubmit={editor.submit}>
      <ul>
        {MANNERS.map((manner) => (
          <MannerField key={manner} manner={manner} editor={editor} />
        ))}
      </ul>
      {editor.problem && (
        <p class="notice red" role="alert">
          {editor.problem}
        </p>
      )}
      <div class="manners-actions">
        <Button kind="main" type="submit" disabled={editor.busy}>
          {inboxWords.app.save}
        </Button>
        <Button onClick={onClose}>{inboxWords.app.cancel}</Button>
        {!isRecommended(values) && (
          <Button kind="plain" onClick={() => editor.set(DEFAULT_MANNERS)}>
            {words.manners.back}
          </Button>
        )}
      </div>
      {asking && (
        <Confirm
          title={words.manners.looseTitle}
          text={words.manners.looseText}
          action={words.manners.looseAction}
          onConfirm={() => save(values)}
          onClose={() => setAsking(false)}
        />
      )}
    </form>
  )
}

function isSame(one: Manners, other: Manners): boolean {
  return MANNERS.every((manner) => one[manner] === other[manner])
}

/** One sentence with the number one may change in the middle of it. */
function MannerField({ manner, editor }: { manner: Manner; editor: Editor<Manners> }) {
  const { words } = useTriggers()
  const value = editor.values[manner]
  const [before, after] = words.manners.said[manner](value)
  const { least, most } = MANNERS_BOUNDS[manner]
  const loose = loosened(editor.values).includes(manner)
  const problem = editor.problemOf(`manners.${manner}`)
  return (
    <li>
      <label>
        <span>{before}</span>{' '}
        <input
          class="input"
          type="number"
          inputMode="numeric"
          required
          min={least}
          max={most}
          value={Number.isNaN(value) ? '' : value}
          aria-invalid={problem ? true : undefined}
          onInput={(event) => editor.set({ [manner]: event.currentTarget.valueAsNumber })}
        />{' '}
        <span>{after}</span>
      </label>
      {loose && <span class="pill amber">{words.manners.loose(DEFAULT_MANNERS[manner])}</span>}
      {problem && <span class="wrong">{problem}</span>}
    </li>
  )
}
