import type { ShopifyTheme, SiteAnswer } from '@loods/protocol'
import { useEffect, useState } from 'preact/hooks'
import { ago } from '../ago.ts'
import { type PageContext, siteOf } from '../page-context.ts'
import { embedOf, isOn, type Sight } from '../sight.ts'
import { refusalOf, troubleOf } from '../trouble.ts'
import { type Looking, useSight } from '../use-sight.ts'
import { Lamp } from './lamp.tsx'
import { PermissionsSection } from './permissions-section.tsx'
import { RemoveSection } from './remove-section.tsx'
import { TroubleView } from './trouble-view.tsx'

export interface SectionProps {
  context: PageContext
  looking: Looking
}

/** What is Shopify's own of the chat: whether it shows and where, permissions, and the way out. */
export function ShopView({ context }: { context: PageContext }) {
  const { words } = context
  const looking = useSight(context)
  const { sight, error } = looking
  if (!sight && error) {
    const again = () => void looking.look()
    return (
      <TroubleView
        trouble={troubleOf(error, words.trouble)}
        words={words.trouble}
        onAgain={again}
      />
    )
  }
  const parts = { context, looking }
  return (
    <s-page heading={words.shop.title} inlineSize="small">
      <StatusSection {...parts} />
      {sight?.status.themes && <ThemesSection {...parts} themes={sight.status.themes} />}
      <PositionSection context={context} />
      <PermissionsSection {...parts} />
      <s-section heading={words.shop.inbox}>
        <p>{words.shop.inboxHint}</p>
        <div class="row">
          <s-button onClick={() => context.toInbox('/')}>{words.shop.toInbox}</s-button>
          <s-button onClick={() => context.toInbox('/settings')}>{words.shop.toSettings}</s-button>
        </div>
      </s-section>
      <RemoveSection context={context} />
    </s-page>
  )
}

function StatusSection({ context, looking }: SectionProps) {
  const { words, bridge, language } = context
  const { sight, now } = looking
  const on = sight !== undefined && isOn(sight, now)
  return (
    <s-section heading={words.shop.status}>
      <div role="status" class="tall">
        <Lamp looking={looking} words={words} language={language} />
      </div>
      {sight && <Advice sight={sight} now={now} context={context} />}
      <p class="hint">{words.shop.themeHint}</p>
      <div class="row">
        <s-button
          variant={on || !sight ? 'secondary' : 'primary'}
          disabled={!sight}
          onClick={() => sight && bridge.open(sight.status.editorUrl)}
        >
          {on || !sight ? words.shop.editor : words.shop.switchOn}
        </s-button>
        <s-button disabled={!sight} onClick={() => sight && bridge.open(sight.status.url)}>
          {words.shop.openShop}
        </s-button>
      </div>
    </s-section>
  )
}

/** What stands between the chat and shoppers, and what to do about it. */
function Advice({ sight, now, context }: { sight: Sight; now: number; context: PageContext }) {
  const { words, language } = context
  const { themePublishedAt, seen, refused } = sight.status
  const published = themePublishedAt !== undefined && themePublishedAt > (seen?.at ?? 0)
  return (
    <>
      {published && embedOf(sight) !== 'on' && (
        <s-banner tone="warning">
          {words.shop.published(ago(now - themePublishedAt, language))}
        </s-banner>
      )}
      {refused && refused.at > (seen?.at ?? 0) && (
        <s-banner tone="warning">{words.seen.refused(refused.origin)}</s-banner>
      )}
    </>
  )
}

function ThemesSection({ context, themes }: SectionProps & { themes: ShopifyTheme[] }) {
  const { words, bridge } = context
  return (
    <s-section heading={words.shop.themes}>
      <ul class="rows">
        {themes.map((theme) => (
          <li key={theme.id}>
            <span class="name">
              {theme.name}
              {theme.live && <small>{words.shop.live}</small>}
            </span>
            <s-badge tone={theme.on ? 'success' : 'neutral'}>
              {theme.on ? words.shop.on : words.shop.off}
            </s-badge>
            <s-button
              accessibilityLabel={`${theme.on ? words.shop.editor : words.notice.button}: ${theme.name}`}
              onClick={() => bridge.open(theme.editorUrl)}
            >
              {theme.on ? words.shop.editor : words.notice.button}
            </s-button>
          </li>
        ))}
      </ul>
    </s-section>
  )
}

function PositionSection({ context }: { context: PageContext }) {
  const { api, words, bridge } = context
  const [site, setSite] = useState<SiteAnswer>()

  useEffect(() => {
    siteOf(context)
      .then(({ path }) => api.get<SiteAnswer>(path))
      .then(setSite)
      .catch(() => undefined)
  }, [])

  async function choose(side: string): Promise<void> {
    if (!site || (side !== 'left' && side !== 'right')) return
    const look = { ...site.settings.look, side }
    try {
      const { path } = await siteOf(context)
      const settings = await api.patch<SiteAnswer['settings']>(`${path}/settings`, { look })
      setSite({ ...site, settings })
      bridge.toast(words.shop.saved)
    } catch (error) {
      bridge.toast(refusalOf(error, words.trouble), true)
    }
  }

  return (
    <s-section heading={words.shop.position}>
      <s-select
        label={words.shop.position}
        labelAccessibilityVisibility="exclusive"
        details={words.shop.positionHint}
        disabled={!site}
        value={site?.settings.look.side ?? 'right'}
        onChange={(event) => void choose(event.currentTarget.value)}
      >
        <s-option value="right">{words.shop.right}</s-option>
        <s-option value="left">{words.shop.left}</s-option>
      </s-select>
      <div class="row">
        <s-button onClick={() => context.toInbox('/settings/widget')}>{words.shop.look}</s-button>
      </div>
    </s-section>
  )
}
