import { type Command, KEYS } from '../../app/commands.ts'
import { useInbox } from '../../app/context.ts'
import formsCss from '../../look/forms.css'
import helpCss from '../../look/help.css'
import { adopt } from '../../look/sheets.ts'
import { Dialog } from '../../parts/dialog.tsx'

/** All keyboard shortcuts, and the switch that turns the single letters off. */
export function HelpDialog({ onClose }: { onClose(): void }) {
  const inbox = useInbox()
  adopt(inbox.root, formsCss, helpCss)
  const { words, preferences, changePreferences } = inbox
  return (
    <Dialog title={words.shortcuts.title} onClose={onClose} wide>
      <dl class="shortcuts">
        {Object.entries(KEYS).map(
          ([key, command]) =>
            isNamed(command) && (
              <Shortcut key={key} keys={[key]} meaning={words.shortcuts[command]} />
            ),
        )}
        <Shortcut keys={['1', '5']} between="–" meaning={words.shortcuts.lists} />
        <Shortcut keys={['/']} meaning={words.shortcuts.canned} />
        <Shortcut keys={['@']} meaning={words.shortcuts.mention} />
        <Shortcut keys={['Esc']} meaning={words.shortcuts.leave} />
      </dl>
      <label class="switch-line">
        <input
          type="checkbox"
          checked={preferences.value.shortcuts}
          onChange={(event) => changePreferences({ shortcuts: event.currentTarget.checked })}
        />
        {words.shortcuts.on}
      </label>
    </Dialog>
  )
}

/** The lists share one line of the help. */
function isNamed(command: Command): command is Exclude<Command, `list${number}`> {
  return !command.startsWith('list')
}

interface ShortcutProps {
  keys: string[]
  between?: string
  meaning: string
}

function Shortcut({ keys, between = ' ', meaning }: ShortcutProps) {
  return (
    <div>
      <dt>{keys.flatMap((key, at) => [at > 0 && between, <kbd key={key}>{key}</kbd>])}</dt>
      <dd>{meaning}</dd>
    </div>
  )
}
