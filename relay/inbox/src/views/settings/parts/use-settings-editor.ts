import { type Editor, type EditorWords, useEditor } from '../../../app/use-editor.ts'
import { useSettings } from '../settings-context.ts'

/** A form of the settings, in whose words refusals are told. @param special codes that mean more here */
export function useSettingsEditor<Values extends object>(
  initial: Values,
  send: (values: Values) => Promise<void>,
  special: EditorWords['special'] = {},
): Editor<Values> {
  const { problems } = useSettings().words
  return useEditor(initial, send, { problems, special })
}
