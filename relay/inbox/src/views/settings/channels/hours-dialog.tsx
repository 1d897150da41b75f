import type { ChannelView } from '@loods/protocol'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useAnswer } from '../../../app/use-answer.ts'
import { useEditor } from '../../../app/use-editor.ts'
import { Field } from '../../../parts/field.tsx'
import { EditorDialog } from '../parts/editor-dialog.tsx'
import { useChannels } from './channels-context.ts'

/** Characters WhatsApp lets a description have. */
const LONGEST = 512

/** Puts one line with the opening hours into the number's profile, shown as it will be. */
export function HoursDialog({ channel, onClose }: { channel: ChannelView; onClose(): void }) {
  const { toasts } = useInbox()
  const { api, words } = useChannels()
  const { hours } = words
  const editor = useEditor(
    { hours: '' },
    async ({ hours: line }) => {
      await api.saveProfile(channel.id, line)
      toasts.done(hours.done)
      onClose()
    },
    { problems: {} },
  )
  const line = useCalm(editor.values.hours)
  const text = useAnswer(() => api.profile(channel.id, line), [line])
  useEffect(() => {
    if (text.value?.line && editor.values.hours === '') editor.set({ hours: text.value.line })
  }, [text.value?.line])
  const over = (text.value?.next.length ?? 0) - LONGEST
  return (
    <EditorDialog title={hours.title} editor={editor} action={hours.write} onClose={onClose}>
      <p class="quiet">{hours.intro}</p>
      <Field label={hours.line} problem={over > 0 ? hours.tooLong(over) : undefined}>
        {(control) => (
          <input
            {...control}
            class="input"
            required
            maxLength={200}
            placeholder={hours.placeholder}
            value={editor.values.hours}
            onInput={(event) => editor.set({ hours: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="profile-preview">
        <small class="quiet">{hours.preview}</small>
        <p>{text.value ? text.value.next || hours.empty : ''}</p>
      </div>
    </EditorDialog>
  )
}

/** A text once nobody has typed for a moment. */
function useCalm(text: string): string {
  const [calm, setCalm] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setCalm(text), 300)
    return () => clearTimeout(timer)
  }, [text])
  return calm
}
