import type { PageRules, PagesReport } from '@loods/protocol'
import { Combine, Split } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { useLoaded } from '../../app/use-loaded.ts'
import { Button } from '../../parts/button.tsx'
import type { ProposalWords } from './i18n/words.ts'
import { RulesDialog } from './rules-dialog.tsx'
import { RulesList } from './rules-list.tsx'

interface RulesBarProps {
  report: PagesReport
  /** Keys that are chosen in the table. */
  chosen: string[]
  own: ProposalWords
  onDone(): void
}

/** What can be done with chosen pages: count them as one, or by themselves. */
export function RulesBar({ report, chosen, own, onDone }: RulesBarProps) {
  const { desk, toasts } = useInbox()
  const [asked, setAsked] = useState<'merge' | 'split'>()
  const rules = useLoaded(async () => (await desk.siteApi.site()).settings.pageRules, 'settings')
  const before = rules.value
  if (!before) return null

  async function put(pageRules: PageRules): Promise<boolean> {
    try {
      rules.put((await desk.siteApi.saveSettings({ pageRules })).pageRules)
      return true
    } catch (error) {
      toasts.failed(error)
      return false
    }
  }

  async function save(next: PageRules): Promise<boolean> {
    const saved = await put(next)
    const undo = { label: own.undo, run: () => void put(before as PageRules) }
    if (saved) toasts.done(own.rules.saved, undo)
    return saved
  }

  return (
    <div class="page-rules">
      <p>{chosen.length === 0 ? own.rules.pick : own.rules.chosen(chosen.length)}</p>
      <Button icon={Combine} disabled={chosen.length === 0} onClick={() => setAsked('merge')}>
        {own.rules.merge}
      </Button>
      <Button icon={Split} disabled={chosen.length === 0} onClick={() => setAsked('split')}>
        {own.rules.split}
      </Button>
      <Button kind="plain" onClick={onDone}>
        {own.rules.done}
      </Button>
      <RulesList rules={before} own={own} onSave={save} />
      {asked && (
        <RulesDialog
          kind={asked}
          keys={chosen}
          all={[...new Set(report.pages.map(({ key }) => key))]}
          rules={before}
          own={own}
          onSave={save}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}
