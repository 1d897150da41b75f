import type { Tag } from '@loods/protocol'
import { Pencil, Plus, Tags, Trash2 } from 'lucide'
import { useLoaded } from '../../../app/use-loaded.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Choice } from '../../../parts/choice.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Field } from '../../../parts/field.tsx'
import { Collection, type Opener } from '../parts/collection.tsx'
import { EditorDialog } from '../parts/editor-dialog.tsx'
import { useSettingsEditor } from '../parts/use-settings-editor.ts'
import { useSettings } from '../settings-context.ts'

type Open = Opener<Tag, Tag | undefined>

/** The shop's tags. */
export function TagsPage() {
  const { api, words } = useSettings()
  const tags = useLoaded(api.tags.list, 'tags')
  return (
    <div class="sections">
      <Collection<Tag, Tag | undefined>
        of={tags}
        empty={(open) => (
          <Empty icon={Tags} title={words.tags.none} hint={words.tags.noneHint}>
            <Add open={open} />
          </Empty>
        )}
        list={(items, open) => (
          <>
            <div class="page-actions">
              <Add open={open} />
            </div>
            <ul class="entries">
              {items.map((tag) => (
                <TagRow key={tag.id} tag={tag} open={open} />
              ))}
            </ul>
          </>
        )}
        form={(tag, close) => <TagForm tag={tag} onClose={close} onDone={tags.reload} />}
        removal={({ id, name }) => ({
          title: words.tags.removeTitle(name),
          text: words.tags.removeText,
          remove: () => api.tags.remove(id),
        })}
      />
    </div>
  )
}

function Add({ open }: { open: Open }) {
  const { words } = useSettings()
  return (
    <Button kind="main" icon={Plus} onClick={() => open.form(undefined)}>
      {words.tags.add}
    </Button>
  )
}

function TagRow({ tag, open }: { tag: Tag; open: Open }) {
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
          onClick={() => open.form(tag)}
        />
        {may('admin') && (
          <IconButton
            icon={Trash2}
            label={`${words.actions.remove} ${tag.name}`}
            onClick={() => open.remove(tag)}
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
  const editor = useSettingsEditor(
    { name: tag?.name ?? '', color: tag?.color ?? colors[0] ?? '#0b4f6c' },
    async (values) => {
      if (tag) await api.tags.change(tag.id, values)
      else await api.tags.add(values)
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
