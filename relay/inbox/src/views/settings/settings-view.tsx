import type { SiteAnswer } from '@loods/protocol'
import { useEffect, useMemo } from 'preact/hooks'
import { useInbox } from '../../app/context.ts'
import { roleCovers } from '../../app/roles.ts'
import { useOwnWords } from '../../app/use-own-words.ts'
import controlsCss from '../../look/controls.css'
import formsCss from '../../look/forms.css'
import previewCss from '../../look/preview.css'
import { adopt } from '../../look/sheets.ts'
import { loadSettingsWords, type SettingsWords } from './i18n/words.ts'
import pushTestCss from './notify/push-test.css'
import weekChartCss from './pages/week-chart.css'
import { type PageName, pageNamed } from './pages.ts'
import entriesCss from './parts/entries.css'
import partsCss from './parts/parts.css'
import settingCss from './parts/setting.css'
import settingsCss from './settings.css'
import { createSettingsApi } from './settings-api.ts'
import { type Settings, SettingsContext } from './settings-context.ts'
import { PageList, PageStage } from './settings-frame.tsx'
import { createSettingsDraft } from './store/settings-draft.ts'

const SHEETS = [
  ...[settingsCss, settingCss, partsCss, entriesCss],
  ...[previewCss, weekChartCss, pushTestCss],
]

/** Settings: a list and a page beside it; on a phone one of them at a time. */
export function SettingsView({ page }: { page: string | undefined }) {
  const { desk, root } = useInbox()
  adopt(root, formsCss, controlsCss, ...SHEETS)
  const words = useOwnWords(loadSettingsWords)
  const site = desk.site.value
  return words && site ? <SettingsPages words={words} site={site} page={pageNamed(page)} /> : null
}

interface PagesProps {
  words: SettingsWords
  site: SiteAnswer
  page: PageName | undefined
}

function SettingsPages({ words, site, page }: PagesProps) {
  const { desk, size } = useInbox()
  const settings = useMemo((): Settings => {
    const api = createSettingsApi(desk.api, desk.membership.siteId)
    return {
      words,
      api,
      draft: createSettingsDraft(site.settings, api.saveSettings),
      may: (role) => roleCovers(desk.membership.role, role),
    }
  }, [desk, words])
  useEffect(() => settings.draft.take(site.settings), [site])
  useEffect(() => () => settings.draft.saveAll(), [page])
  const phone = size.value === 'phone'
  const shown = page ?? (phone ? undefined : settings.may('admin') ? 'widget' : 'availability')
  return (
    <SettingsContext.Provider value={settings}>
      <div class="settings">
        {(!phone || !shown) && <PageList current={shown} />}
        {shown && <PageStage key={shown} page={shown} />}
      </div>
    </SettingsContext.Provider>
  )
}
