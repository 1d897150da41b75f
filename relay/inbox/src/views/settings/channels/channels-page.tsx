import type { ChannelsAnswer, ChannelView } from '@loods/protocol'
import { useMemo, useState } from 'preact/hooks'
import { useInbox } from '../../../app/context.ts'
import { useLoaded } from '../../../app/use-loaded.ts'
import { useOwnWords } from '../../../app/use-own-words.ts'
import { adopt } from '../../../look/sheets.ts'
import { WhenLoaded } from '../../../parts/section.tsx'
import { useSettings } from '../settings-context.ts'
import { ChannelList } from './channel-list.tsx'
import channelsCss from './channels.css'
import { createChannelsApi } from './channels-api.ts'
import { ChannelsContext, type ChannelsScreen } from './channels-context.ts'
import { type ChannelWords, loadChannelWords } from './i18n/words.ts'
import { TemplatesPage } from './templates/templates-page.tsx'
import { Wizard } from './wizard.tsx'

/** The shop's numbers and pages: which there are, how they do, and connecting another. */
export function ChannelsPage() {
  const { root } = useInbox()
  adopt(root, channelsCss)
  const words = useOwnWords(loadChannelWords)
  return words ? <Screen words={words} /> : null
}

/** What is being set up: a kind, and the channel once there is one. */
interface Under {
  kind: ChannelView['kind']
  id?: string
  /** Its templates, instead of connecting it. */
  templates?: true
}

function Screen({ words }: { words: ChannelWords }) {
  const { desk } = useInbox()
  const { may } = useSettings()
  const api = useMemo(() => createChannelsApi(desk.api, desk.membership.siteId), [desk])
  const loaded = useLoaded(api.list, 'channels')
  const [under, setUnder] = useState<Under>()
  const screen: ChannelsScreen = {
    words,
    api,
    mayChange: may('admin'),
    service: loaded.value?.service ?? false,
    reload: loaded.reload,
  }
  return (
    <ChannelsContext.Provider value={screen}>
      <WhenLoaded of={loaded}>
        {(answer) => {
          if (!under) return <ChannelList answer={answer} onSetUp={setUnder} />
          const channel = answer.channels.find(({ id }) => id === under.id)
          if (under.templates && channel) {
            return <TemplatesPage channel={channel} onClose={() => setUnder(undefined)} />
          }
          return (
            <Wizard
              key={under.kind}
              kind={under.kind}
              channel={channel}
              onConnected={(made) => {
                loaded.put(withChannel(answer, made))
                setUnder({ kind: made.kind, id: made.id })
              }}
              onClose={() => setUnder(undefined)}
            />
          )
        }}
      </WhenLoaded>
    </ChannelsContext.Provider>
  )
}

function withChannel(answer: ChannelsAnswer, channel: ChannelView): ChannelsAnswer {
  const others = answer.channels.filter(({ id }) => id !== channel.id)
  return { ...answer, channels: [...others, channel] }
}
