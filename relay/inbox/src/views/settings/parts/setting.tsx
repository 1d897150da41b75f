import { Check } from 'lucide'
import type { ComponentChildren } from 'preact'
import { ApiError } from '../../../api/client.ts'
import { useInbox } from '../../../app/context.ts'
import { errorWords } from '../../../app/toasts.ts'
import { Button } from '../../../parts/button.tsx'
import { Field } from '../../../parts/field.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Toggle } from '../../../parts/toggle.tsx'
import { useSettings } from '../settings-context.ts'
import { getAt } from '../store/paths.ts'
import type { FieldStatus } from '../store/settings-draft.ts'

/** One setting on the screen: its value now, and how to change it. */
export interface SettingControl {
  value: unknown
  /** Shows it; goes out with `save`. */
  set(value: unknown): void
  save(): void
  /** Shows and sends it. */
  choose(value: unknown): void
  status: FieldStatus
  problem: string | undefined
  undo(): void
}

/** @param path of a setting, such as `look.color` */
export function useSetting(path: string): SettingControl {
  const { draft } = useSettings()
  const problem = useProblem(draft.status(path))
  return {
    value: getAt(draft.values.value, path),
    set: (value) => draft.set(path, value),
    save: () => void draft.save(path),
    choose(value) {
      draft.set(path, value)
      void draft.save(path)
    },
    status: draft.status(path),
    problem,
    undo: () => draft.undo(path),
  }
}

/** What was wrong, in words for this very field where we have them. */
function useProblem(status: FieldStatus): string | undefined {
  const { words: inboxWords } = useInbox()
  const { words } = useSettings()
  if (status.phase !== 'failed') return undefined
  const { error } = status
  const field = error instanceof ApiError ? error.field?.split('.').at(-1) : undefined
  const known = words.problems[field as keyof typeof words.problems]
  return known ?? errorWords(inboxWords, error)
}

interface SettingProps {
  path: string
  label: string
  hint?: string
  children: (control: SettingControl & { id: string; attributes: object }) => ComponentChildren
}

/** A setting with its label, help, state, and what to do when it was refused. */
export function Setting({ path, label, hint, children }: SettingProps) {
  const setting = useSetting(path)
  return (
    <div class="setting">
      <Field label={label} hint={hint} problem={setting.problem}>
        {({ id, ...attributes }) => children({ ...setting, id, attributes })}
      </Field>
      <SavedMark setting={setting} />
    </div>
  )
}

/** Says quietly whether a change is kept. */
export function SavedMark({ setting }: { setting: SettingControl }) {
  const { words } = useSettings()
  const { phase } = setting.status
  return (
    <div class="setting-state" role="status">
      {phase === 'typed' && words.state.typed}
      {phase === 'saving' && words.state.saving}
      {phase === 'saved' && (
        <span class="kept">
          <Icon of={Check} size={14} />
          {words.state.saved}
        </span>
      )}
      {phase === 'failed' && (
        <Button kind="plain" onClick={setting.undo}>
          {words.state.undo}
        </Button>
      )}
    </div>
  )
}

interface TextSettingProps {
  path: string
  label: string
  hint?: string
  maxLength: number
  placeholder?: string
  rows?: number
  inputMode?: 'url'
  /** Language of the text, for those who hear it. */
  lang?: string
  required?: boolean
}

/** A setting that is text; it goes out when one leaves it. An empty optional one is taken away. */
export function TextSetting({ path, label, hint, rows, required, ...rest }: TextSettingProps) {
  return (
    <Setting path={path} label={label} {...(hint && { hint })}>
      {({ id, attributes, value, set, save }) => {
        const shared = {
          ...rest,
          ...attributes,
          id,
          class: 'input',
          value: (value as string | undefined) ?? '',
          onInput: (event: { currentTarget: { value: string } }) =>
            set(event.currentTarget.value || (required ? '' : undefined)),
          onChange: save,
        }
        return rows ? <textarea {...shared} rows={rows} /> : <input {...shared} />
      }}
    </Setting>
  )
}

interface ToggleSettingProps {
  path: string
  label: string
  hint: string
}

/** A setting that is on or off; it goes out at once. */
export function ToggleSetting({ path, label, hint }: ToggleSettingProps) {
  const setting = useSetting(path)
  return (
    <div class="setting">
      <Toggle label={label} hint={hint} on={setting.value as boolean} onChange={setting.choose} />
      <SavedMark setting={setting} />
    </div>
  )
}
