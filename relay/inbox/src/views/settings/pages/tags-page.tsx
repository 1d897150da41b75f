import type { Tag } from '@loods/protocol'
import { Pencil, Plus, Tags, Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Confirm } from '../../../parts/confirm.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Field } from '../../../parts/field.tsx'
import { Choice } from '../parts/choice.tsx'
import { EditorDialog } from '../parts/editor-dialog.tsx'
import { WhenLoaded } from '../parts/page.tsx'
import { useEditor } from '../parts/use-editor.ts'
import { useSettings } from '../settings-context.ts'
import { useLoaded } from '../store/use-loaded.ts'

type Over = { form: Tag | undefined } | { remove: Tag } | undefined

/** The shop's tags. */
export function TagsPage() {
  const { api, words } = useSettings()
  const tags = useLoaded(api.tags, 'tags')
  const [over, setOver] = useState<Over>()
  const close = () => setOver(undefined)
  const add = (
    <Button kind="main" icon={Plus} onClick={() => setOver({ form: undefined })}>
      {words.tags.add}
    </Button>
  )
  return (
    <div class="sections">
      <WhenLoaded of={tags}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon={Tags} title={words.tags.none} hint={words.tags.noneHint}>
              {add}
            </Empty>
          ) : (
            <>
              <div class="page-actions">{add}</div>
              <ul class="rows">
                {list.map((tag) => (
                  <TagRow key={tag.id} tag={tag} onOver={setOver} />
                ))}
              </ul>
            </>
          )
        }
      </WhenLoaded>
      {over && 'form' in over && <TagForm tag={over.form} onClose={close} onDone={tags.reload} />}
      {over && 'remove' in over && (
        <Confirm
          title={words.tags.removeTitle(over.remove.name)}
          text={words.tags.removeText}
          action={words.actions.remove}
          onClose={close}
          onConfirm={async () => {
            await api.removeTag(over.remove.id)
            await tags.reload()
          }}
        />
      )}
    </div>
  )
}

function TagRow({ tag, onOver }: { tag: Tag; onOver(over: Over): void }) {
  const { words, may } = useSettings()
  return (
    <li>
      <span class="row-text">
        <TagMark tag={tag} />
      </span>
      <span class="row-actions">
        <IconButton
          icon={Pencil}
          label={`${words.actions.change} ${tag.name}`}
          onClick={() => onOver({ form: tag })}
        />
        {may('admin') && (
          <IconButton
            icon={Trash2}
            label={`${words.actions.remove} ${tag.name}`}
            onClick={() => onOver({ remove: tag })}
          />
        )}
      </span>
    </li>
  )
}

function TagMark({ tag }: { tag: Pick<Tag, 'name' | 'color'> }) {
  return (
    <span class="tag" ref={(mark) => mark?.style.setProperty('--tag', tag.color)}>
      <i />
      <span class="cut">{tag.name}</span>
    </span>
  )
}

interface TagFormProps {
  tag: Tag | undefined
  onClose(): void
  onDone(): Promise<void>
}

function TagForm({ tag, onClose, onDone }: TagFormProps) {
  const { api, words } = useSettings()
  const names = words.tags.colorNames
  const colors = [...new Set([...Object.keys(names), ...(tag ? [tag.color] : [])])]
  const editor = useEditor(
    { name: tag?.name ?? '', color: tag?.color ?? colors[0] ?? '#0b4f6c' },
    async (values) => {
      if (tag) await api.changeTag(tag.id, values)
      else await api.addTag(values)
      await onDone()
      onClose()
    },
    { already_exists: { field: 'name', text: words.tags.taken } },
  )
  const { values, set } = editor
  return (
    <EditorDialog
      title={tag ? words.tags.editTitle : words.tags.newTitle}
      editor={editor}
      onClose={onClose}
    >
      <Field label={words.tags.name} problem={editor.problemOf('name')}>
        {(control) => (
          <input
            {...control}
            class="input"
            required
            maxLength={40}
            value={values.name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Choice
        label={words.tags.color}
        value={values.color}
        options={colors.map((color) => ({
          value: color,
          label: <TagMark tag={{ name: names[color] ?? color, color }} />,
        }))}
        onChoose={(color) => set({ color })}
      />
    </EditorDialog>
  )
}
