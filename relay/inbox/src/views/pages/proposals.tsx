import type { Proposal, ProposalsReport, StartedProposal } from '@loods/protocol'
import { Undo2 } from 'lucide'
import { useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { roleCovers } from '../../app/roles.ts'
import { type Loaded, useLoaded } from '../../app/use-loaded.ts'
import { Button } from '../../parts/button.tsx'
import { Section, WhenLoaded } from '../../parts/section.tsx'
import { Toggle } from '../../parts/toggle.tsx'
import type { ProposalWords } from './i18n/words.ts'
import { ProposalCard } from './proposal-card.tsx'

/** Proposals that are shown at once: the table of pages stays near. */
const FIRST = 3

/** Where help could be offered next, what was decided before, and whether it goes by itself. */
export function Proposals({ own }: { own: ProposalWords }) {
  const { desk } = useInbox()
  const report = useLoaded(desk.siteApi.proposals, 'triggers')
  return (
    <Section title={own.title} intro={own.intro}>
      <WhenLoaded of={report}>
        {(found) => <Found found={found} report={report} own={own} />}
      </WhenLoaded>
    </Section>
  )
}

interface FoundProps {
  found: ProposalsReport
  report: Loaded<ProposalsReport>
  own: ProposalWords
}

function Found({ found, report, own }: FoundProps) {
  const { desk } = useInbox()
  const may = roleCovers(desk.membership.role, 'admin')
  const decisions = useDecisions(report, own)
  const [all, setAll] = useState(false)
  const open = found.proposals.filter(({ dismissed }) => !dismissed)
  const hidden = found.proposals.filter(({ dismissed }) => dismissed)
  return (
    <>
      {open.length === 0 && (
        <p class="quiet">{found.daysMore === undefined ? own.none : own.notYet(found.daysMore)}</p>
      )}
      <ul class="proposals">
        {open.slice(0, all ? open.length : FIRST).map((proposal) => (
          <ProposalCard
            key={proposal.id}
            proposal={proposal}
            own={own}
            decide={
              may
                ? {
                    accept: () => decisions.accept(proposal),
                    dismiss: () => decisions.dismiss(proposal),
                  }
                : undefined
            }
          />
        ))}
      </ul>
      {!all && open.length > FIRST && (
        <div>
          <Button kind="plain" onClick={() => setAll(true)}>
            {own.all(open.length)}
          </Button>
        </div>
      )}
      <Started list={found.started} own={own} {...(may && { onUndo: decisions.undo })} />
      {hidden.length > 0 && (
        <Hidden list={hidden} own={own} {...(may && { onRestore: decisions.undo })} />
      )}
      <Toggle
        label={own.automatic}
        hint={own.automaticHint}
        on={found.automatic}
        disabled={!may}
        onChange={(on) => void decisions.setAutomatic(found, on)}
      />
    </>
  )
}

/** What members decide: at once on the screen, and told again by the relay. */
function useDecisions(report: Loaded<ProposalsReport>, own: ProposalWords) {
  const { desk, toasts, go } = useInbox()
  const api = desk.siteApi

  async function tried(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      toasts.failed(error)
    }
    await report.reload()
  }

  const undo = (id: string) =>
    tried(async () => {
      await api.undoProposal(id)
      toasts.done(own.undone)
    })
  const undoing = (id: string) => ({ label: own.undo, run: () => void undo(id) })
  return {
    undo,
    async accept({ id }: Proposal): Promise<void> {
      try {
        const trigger = await api.acceptProposal(id)
        toasts.done(own.accepted, undoing(id))
        go({ name: 'triggers', id: trigger.id })
      } catch (error) {
        toasts.failed(error)
        await report.reload()
      }
    },
    dismiss: ({ id }: Proposal) =>
      tried(async () => {
        await api.dismissProposal(id)
        toasts.done(own.dismissed, undoing(id))
      }),
    setAutomatic(found: ProposalsReport, automatic: boolean): Promise<void> {
      report.put({ ...found, automatic })
      return tried(async () => {
        await api.saveSettings({ automaticTriggers: automatic })
      })
    },
  }
}

interface StartedProps {
  list: StartedProposal[]
  own: ProposalWords
  onUndo?(id: string): Promise<void>
}

/** What proposals became, so that each can be seen and taken back. */
function Started({ list, own, onUndo }: StartedProps) {
  const { go, locale } = useInbox()
  if (list.length === 0) return null
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  return (
    <div class="proposals-past">
      <h3>{own.started}</h3>
      <ul>
        {list.map(({ id, key, triggerId, at, automatic, enabled }) => (
          <li key={id}>
            <span>
              <b>{key}</b>{' '}
              <span class="quiet">
                {own.startedAt(date.format(at), automatic)}
                {!enabled && `, ${own.off}`}
              </span>
            </span>
            <Button kind="plain" onClick={() => go({ name: 'triggers', id: triggerId })}>
              {own.show}
            </Button>
            {onUndo && (
              <Button kind="plain" icon={Undo2} onClick={() => void onUndo(id)}>
                {own.takeBack}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface HiddenProps {
  list: Proposal[]
  own: ProposalWords
  onRestore?(id: string): Promise<void>
}

function Hidden({ list, own, onRestore }: HiddenProps) {
  return (
    <details class="proposals-past">
      <summary>{own.hidden(list.length)}</summary>
      <ul>
        {list.map(({ id, key }) => (
          <li key={id}>
            <b>{key}</b>
            {onRestore && (
              <Button kind="plain" onClick={() => void onRestore(id)}>
                {own.restore}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
