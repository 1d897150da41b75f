import type { ChannelCheck, ChannelView, ValueCheck } from '@loods/protocol'
import { useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useEditor } from '../../../app/use-editor.ts'
import { EditorDialog } from '../parts/editor-dialog.tsx'
import { useChannels } from './channels-context.ts'
import { SecretField } from './secret-field.tsx'
import { problemWords } from './value-words.ts'

/** Another token for a channel that goes on meanwhile. */
export function RenewDialog({ channel, onClose }: { channel: ChannelView; onClose(): void }) {
  const { toasts } = useInbox()
  const { api, words, reload } = useChannels()
  const { renew } = words
  const [check, setCheck] = useState<ChannelCheck>()
  const editor = useEditor(
    { token: '', appSecret: '' },
    async (values) => {
      setCheck(undefined)
      const answer = await api.renew(channel.id, values)
      setCheck(answer.check)
      if (!answer.channel) throw new Unfit()
      toasts.done(renew.done)
      await reload()
      onClose()
    },
    { problems: {} },
  )
  const problemOf = (field: 'token' | 'appSecret') => wordsOf(check?.[field], field)
  const elsewhere =
    check && (wordsOf(check.externalId, 'externalId') ?? wordsOf(check.businessId, 'businessId'))
  const shown = { ...editor, problem: check ? elsewhere : editor.problem }

  function wordsOf(it: ValueCheck | undefined, field: keyof ChannelCheck): string | undefined {
    return it?.state === 'wrong' ? problemWords(words, field, it) : undefined
  }

  return (
    <EditorDialog title={renew.title} editor={shown} action={renew.action} onClose={onClose}>
      <p class="quiet">{renew.intro}</p>
      <SecretField
        label={renew.token}
        hint={words.values.secretKept}
        problem={problemOf('token')}
        value={editor.values.token}
        onInput={(token) => editor.set({ token })}
      />
      <SecretField
        label={renew.appSecret}
        hint={renew.appSecretHint}
        problem={problemOf('appSecret')}
        value={editor.values.appSecret}
        onInput={(appSecret) => editor.set({ appSecret })}
      />
    </EditorDialog>
  )
}

/** The relay answered, and something is wrong with what was typed. */
class Unfit extends Error {}
