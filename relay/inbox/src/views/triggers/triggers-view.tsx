import type { Trigger } from '@loods/protocol'
import { Sparkles } from 'lucide'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { lazyView } from '../../app/lazy.tsx'
import { roleCovers } from '../../app/roles.ts'
import { type Loaded, useLoaded } from '../../app/use-loaded.ts'
import { useOwnWords } from '../../app/use-own-words.ts'
import controlsCss from '../../look/controls.css'
import formsCss from '../../look/forms.css'
import { adopt } from '../../look/sheets.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { WhenLoaded } from '../../parts/section.tsx'
import { loadTriggerWords, type TriggerWords } from './i18n/words.ts'
import { TriggerList } from './trigger-list.tsx'
import triggersCss from './triggers.css'
import { createTriggersApi } from './triggers-api.ts'
import { type Triggers, TriggersContext, useTriggers } from './triggers-context.ts'

const TriggerEditor = lazyView(
  async () => (await import('./editor/trigger-editor.tsx')).TriggerEditor,
)

/** The offers of help of a shop: their list, or the page of one. */
export function TriggersView({ id }: { id: string | undefined }) {
  const { root } = useInbox()
  adopt(root, formsCss, controlsCss, triggersCss)
  const words = useOwnWords(loadTriggerWords)
  return words ? <TriggersScreen words={words} id={id} /> : null
}

function TriggersScreen({ words, id }: { words: TriggerWords; id: string | undefined }) {
  const { desk } = useInbox()
  const screen = useMemo((): Triggers => {
    const { siteId, role } = desk.membership
    return {
      words,
      api: createTriggersApi(desk.api, siteId),
      mayChange: roleCovers(role, 'admin'),
    }
  }, [desk, words])
  const triggers = useLoaded(screen.api.list, 'triggers')
  return (
    <TriggersContext.Provider value={screen}>
      <main class="triggers">
        {id && (screen.mayChange || id !== 'new') ? (
          <TriggerPage key={id} id={id} triggers={triggers} />
        ) : (
          <TriggerList triggers={triggers} />
        )}
      </main>
    </TriggersContext.Provider>
  )
}

/** The page on which one trigger is made or changed. */
function TriggerPage({ id, triggers }: { id: string; triggers: Loaded<Trigger[]> }) {
  const { drafted, go } = useInbox()
  const draft = drafted.peek()
  // One that is removed while somebody looks at it stays on the screen: its words may be theirs.
  const known = useRef<Trigger | undefined>(undefined)
  useEffect(
    () => () => {
      drafted.value = undefined
    },
    [],
  )
  const close = () => go({ name: 'triggers' })
  const shared = { onClose: close, onDone: triggers.reload }
  if (id === 'new') return <TriggerEditor {...shared} trigger={undefined} draft={draft} />
  return (
    <WhenLoaded of={triggers}>
      {(list) => {
        const trigger = list.find((one) => one.id === id)
        known.current = trigger ?? known.current
        return known.current ? (
          <TriggerEditor {...shared} trigger={known.current} gone={!trigger} draft={undefined} />
        ) : (
          <Gone onClose={close} />
        )
      }}
    </WhenLoaded>
  )
}

function Gone({ onClose }: { onClose(): void }) {
  const { words } = useTriggers()
  return (
    <Empty icon={Sparkles} title={words.gone} hint={words.goneHint}>
      <Button onClick={onClose}>{words.toList}</Button>
    </Empty>
  )
}
