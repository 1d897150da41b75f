import type { ChannelView, Language, SiteSettings, ViewAnswer, WidgetConfig } from '@loods/protocol'
import { textOn } from '@loods/protocol/contrast'
import { launcherIcons } from '@loods/protocol/launcher-icons'
import { PREVIEW_KEY } from '../../../preview/request.ts'

/**
 * Settings as the widget would get them; what cannot be a colour or number yet keeps what was there.
 * @param networks where else the shop is reached
 */
export function draftConfig(
  settings: SiteSettings,
  language: Language,
  theme: 'light' | 'dark',
  networks: readonly Network[] = [],
): WidgetConfig {
  const { look, texts, privacyUrl } = settings
  const color = /^#[0-9a-f]{6}$/.test(look.color) ? look.color : '#0b4f6c'
  return {
    version: 'preview',
    site: { key: PREVIEW_KEY, name: settings.name },
    language,
    look: {
      ...look,
      color,
      offsetX: look.offsetX || 0,
      offsetY: look.offsetY || 0,
      theme: look.theme === 'auto' ? theme : look.theme,
      onColor: textOn(color),
      iconPath: launcherIcons[look.icon],
    },
    texts: texts[language],
    ...(privacyUrl && { privacyUrl }),
    elsewhere: draftElsewhere(settings, networks),
    triggers: [],
  }
}

type Network = ChannelView['kind']

/** What stands beside the chat, leading nowhere. */
function draftElsewhere(
  { beside }: SiteSettings,
  networks: readonly Network[],
): WidgetConfig['elsewhere'] {
  return networks.flatMap((to) => {
    const when = beside[to]
    return when === 'never' ? [] : [{ to, url: '#', beside: when }]
  })
}

/** A quiet moment at an open shop, or an away one. */
export function draftNow(settings: SiteSettings, team: ViewAnswer['team']): ViewAnswer {
  return {
    availability: settings.availability,
    online: true,
    team: settings.showTeam ? team : [],
  }
}
