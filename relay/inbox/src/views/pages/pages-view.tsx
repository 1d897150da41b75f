import type { Device, PageReport, PagesReport } from '@loods/protocol'
import { ChartNoAxesColumn } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { lazyView } from '../../app/lazy.tsx'
import { roleCovers } from '../../app/roles.ts'
import { saveFile } from '../../app/save-file.ts'
import { useOwnWords } from '../../app/use-own-words.ts'
import controlsCss from '../../look/controls.css'
import formsCss from '../../look/forms.css'
import { adopt } from '../../look/sheets.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Segments } from '../../parts/segments.tsx'
import { Title } from '../../parts/title.tsx'
import { SimulatedShoppers } from '../simulated/simulated-shoppers.tsx'
import { Funnel } from './funnel.tsx'
import { loadProposalWords } from './i18n/words.ts'
import { type Choice, PageRow } from './page-row.tsx'
import pagesCss from './pages.css'
import proposalsCss from './proposals.css'
import { Proposals } from './proposals.tsx'
import rulesCss from './rules.css'
import { RulesBar } from './rules-bar.tsx'

const RiskSection = lazyView(async () => (await import('./risk/risk-section.tsx')).RiskSection)

/** Days a report can cover. */
const PERIODS = ['7', '28', '90'] as const
type Period = (typeof PERIODS)[number]

/** The pages where visits end, and how the way to an order goes. */
export function PagesView() {
  const { desk, words, root, toasts } = useInbox()
  adopt(root, formsCss, controlsCss, pagesCss, proposalsCss, rulesCss)
  const own = useOwnWords(loadProposalWords)
  const [days, setDays] = useState<Period>('28')
  const [report, setReport] = useState<PagesReport>()
  const [device, setDevice] = useState<Device>()
  const [changes, setChanges] = useState(0)
  useEffect(() => {
    let gone = false
    desk.siteApi
      .pagesReport(Number(days))
      .then((found) => {
        if (gone) return
        setReport(found)
        setDevice((chosen) => chosen ?? busiest(found.pages))
      })
      .catch((error: unknown) => toasts.failed(error))
    return () => {
      gone = true
    }
  }, [days, changes])
  const shown = device ?? 'phone'
  const [chosen, setChosen] = useState<string[]>()
  const toggle = (key: string) =>
    setChosen((keys = []) =>
      keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key],
    )
  const choice = own && chosen ? { chosen, toggle, label: own.rules.choose } : undefined
  const mayRule = roleCovers(desk.membership.role, 'admin')
  return (
    <main class="insights">
      <header>
        <Title>{words.pages.title}</Title>
        <p class="quiet">{words.pages.intro}</p>
      </header>
      <SimulatedShoppers offer onChange={() => setChanges((count) => count + 1)} />
      {own && report?.measuring && report.pages.length > 0 && <Proposals key={changes} own={own} />}
      <div class="insights-choices">
        <Segments<Device>
          label={words.visitors.device}
          chosen={shown}
          controls="insights-report"
          options={(['phone', 'tablet', 'desk'] as const).map((value) => ({
            value,
            label: words.context.devices[value],
          }))}
          onChoose={setDevice}
        />
        <Segments<Period>
          label={words.pages.period}
          chosen={days}
          controls="insights-report"
          options={PERIODS.map((value) => ({ value, label: words.pages.days(Number(value)) }))}
          onChoose={setDays}
        />
        <span class="insights-gap" />
        {own && !chosen && mayRule && report?.measuring && report.pages.length > 0 && (
          <Button kind="plain" onClick={() => setChosen([])}>
            {own.rules.change}
          </Button>
        )}
        {report && report.pages.length > 0 && <Download days={Number(days)} />}
      </div>
      {own && chosen && report && (
        <RulesBar report={report} chosen={chosen} own={own} onDone={() => setChosen(undefined)} />
      )}
      <div id="insights-report" role="tabpanel" aria-busy={!report}>
        {report && <Report report={report} device={shown} days={Number(days)} choice={choice} />}
      </div>
      {report?.measuring && report.pages.length > 0 && <RiskSection />}
    </main>
  )
}

interface ReportProps {
  report: PagesReport
  device: Device
  days: number
  choice: Choice | undefined
}

function Report({ report, device, days, choice }: ReportProps) {
  const { words, go } = useInbox()
  const pages = report.pages.filter((page) => page.device === device)
  if (!report.measuring) {
    return (
      <Empty icon={ChartNoAxesColumn} title={words.pages.off} hint={words.pages.offHint}>
        <Button kind="main" onClick={() => go({ name: 'settings', page: 'privacy' })}>
          {words.pages.toSettings}
        </Button>
      </Empty>
    )
  }
  if (pages.length === 0 && report.pages.length > 0) {
    return (
      <Empty
        icon={ChartNoAxesColumn}
        title={words.pages.noneOn[device]}
        hint={words.pages.noneOnHint}
      />
    )
  }
  if (pages.length === 0) {
    return <Empty icon={ChartNoAxesColumn} title={words.pages.empty} hint={words.pages.emptyHint} />
  }
  return (
    <>
      <Funnel steps={report.steps.filter((step) => step.device === device)} />
      <table class="insights-table">
        <thead>
          <tr>
            <th scope="col">{words.visitors.page}</th>
            <th scope="col" class="number">
              {words.pages.views}
            </th>
            <th scope="col">{words.pages.bounce}</th>
            <th scope="col">{words.pages.exit}</th>
            <th scope="col">{words.pages.dropOff}</th>
            <th scope="col">{words.pages.finding}</th>
          </tr>
        </thead>
        <tbody>
          {pages.map((page) => (
            <PageRow key={page.pageId} page={page} days={days} choice={choice} />
          ))}
        </tbody>
      </table>
      <p class="quiet insights-note">{words.pages.note}</p>
    </>
  )
}

function Download({ days }: { days: number }) {
  const { desk, words, toasts } = useInbox()
  const download = async () => {
    try {
      saveFile(await desk.siteApi.pagesCsv(days), 'pages.csv')
    } catch (error) {
      toasts.failed(error)
    }
  }
  return (
    <Button kind="plain" onClick={() => void download()}>
      {words.pages.download}
    </Button>
  )
}

/** The kind of device most was looked at with. */
function busiest(pages: readonly PageReport[]): Device | undefined {
  const views = new Map<Device, number>()
  for (const page of pages) views.set(page.device, (views.get(page.device) ?? 0) + page.views)
  return [...views].sort(([, one], [, other]) => other - one)[0]?.[0]
}
