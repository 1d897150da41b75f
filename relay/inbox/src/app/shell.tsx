import { Eye, MessageSquare, Search, Settings, ShipWheel } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { adopt } from '../look/sheets.ts'
import shellCss from '../look/shell.css'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { ConversationsView } from '../views/conversations-view.tsx'
import { useCommand } from './commands.ts'
import { useInbox } from './context.ts'
import { fetchLazyViews, lazyView } from './lazy.tsx'
import { LineBanner } from './line-banner.tsx'
import type { Route } from './route.ts'
import { Toasts } from './toasts-view.tsx'

const VisitorsView = lazyView(async () => (await import('../views/more.ts')).VisitorsView)
const PagesView = lazyView(async () => (await import('../views/pages/pages-view.tsx')).PagesView)
const TriggersView = lazyView(
  async () => (await import('../views/triggers/triggers-view.tsx')).TriggersView,
)
const DoctorView = lazyView(
  async () => (await import('../views/doctor/doctor-view.tsx')).DoctorView,
)
const PilotTabs = lazyView(async () => (await import('../views/more.ts')).PilotTabs)
const SearchView = lazyView(async () => (await import('../views/more.ts')).SearchView)
const AccountMenu = lazyView(async () => (await import('../views/more.ts')).AccountMenu)
const HelpDialog = lazyView(async () => (await import('../views/more.ts')).HelpDialog)
const ChannelBanner = lazyView(
  async () => (await import('../views/settings/channels/channel-banner.tsx')).ChannelBanner,
)
/** The screens behind one item of the rail: on a phone there is no room for more. */
const PILOT: Route['name'][] = ['pages', 'triggers', 'doctor']
const SettingsView = lazyView(
  async () => (await import('../views/settings/settings-view.tsx')).SettingsView,
)

/** The frame: where to go, what is wrong with the line, and the view one is in. */
export function Shell({ signIn }: { signIn: () => void }) {
  const inbox = useInbox()
  adopt(inbox.root, shellCss)
  const { route } = inbox.place.value
  useCommand('search', () => inbox.go({ name: 'search' }))
  useEffect(() => void fetchLazyViews(inbox.words, inbox.desk.language), [])
  const paused = inbox.desk.site.value?.pausedChannels ?? []
  const inConversation = route.name === 'conversations' && route.conversationId !== undefined
  return (
    <div class={`shell ${inbox.size.value}`} data-deep={inConversation}>
      <Rail current={route.name} />
      <div class="stage">
        <LineBanner signIn={signIn} />
        {paused.length > 0 && <ChannelBanner paused={paused} />}
        {PILOT.includes(route.name) && <PilotTabs current={route.name} />}
        <View route={route} />
      </div>
      <Toasts />
    </div>
  )
}

function View({ route }: { route: Route }) {
  switch (route.name) {
    case 'visitors':
      return <VisitorsView />
    case 'pages':
      return <PagesView />
    case 'triggers':
      return <TriggersView id={route.id} />
    case 'doctor':
      return <DoctorView />
    case 'search':
      return <SearchView />
    case 'settings':
      return <SettingsView page={route.page} />
    case 'conversations':
      return <ConversationsView conversationId={route.conversationId} />
  }
}

function Rail({ current }: { current: Route['name'] }) {
  const { desk, words } = useInbox()
  const waiting = desk.lists.waiting.rows.value.length
  const failed = desk.membership.role === 'agent' ? 0 : (desk.site.value?.failedDeliveries ?? 0)
  return (
    <nav class="rail" aria-label={words.app.main}>
      <span class="mark" aria-hidden="true">
        L
      </span>
      <RailLink to={{ name: 'conversations' }} current={current} label={words.app.chats}>
        <Icon of={MessageSquare} size={20} />
        {waiting > 0 && <span class="badge">{waiting}</span>}
      </RailLink>
      <RailLink to={{ name: 'visitors' }} current={current} label={words.app.visitors}>
        <Icon of={Eye} size={20} />
      </RailLink>
      <RailLink
        to={{ name: 'pages' }}
        current={PILOT.includes(current) ? 'pages' : current}
        label={words.app.pilot}
      >
        <Icon of={ShipWheel} size={20} />
      </RailLink>
      <RailLink to={{ name: 'search' }} current={current} label={words.app.search}>
        <Icon of={Search} size={20} />
      </RailLink>
      <RailLink to={{ name: 'settings' }} current={current} label={words.app.settings}>
        <Icon of={Settings} size={20} />
        {failed > 0 && <span class="badge">{failed}</span>}
      </RailLink>
      <Account />
    </nav>
  )
}

/** Oneself at the end of the rail, and the help that belongs to nobody in particular. */
function Account() {
  const { desk, words } = useInbox()
  const [open, setOpen] = useState<'menu' | 'help'>()
  const away = desk.site.value?.settings.availability === 'away'
  const elsewhere = [...desk.elsewhere.value.values()].reduce((sum, count) => sum + count, 0)
  const close = () => setOpen(undefined)
  useCommand('help', () => setOpen('help'))
  return (
    <div class="account">
      <Menu
        label={words.app.you}
        place="beside"
        open={open === 'menu'}
        onClose={close}
        anchor={
          <button
            type="button"
            class="rail-link"
            title={words.app.you}
            aria-expanded={open === 'menu'}
            onClick={() => setOpen(open === 'menu' ? undefined : 'menu')}
          >
            <Avatar small name={desk.me.name} here={!away} />
            {elsewhere > 0 && <span class="badge">{elsewhere}</span>}
            <span class="name">{words.list.you}</span>
          </button>
        }
      >
        <AccountMenu onDone={close} onHelp={() => setOpen('help')} />
      </Menu>
      {open === 'help' && <HelpDialog onClose={close} />}
    </div>
  )
}

interface RailLinkProps {
  to: Route
  current: Route['name']
  label: string
  children: ComponentChildren
}

function RailLink({ to, current, label, children }: RailLinkProps) {
  const { go } = useInbox()
  return (
    <button
      type="button"
      class="rail-link"
      title={label}
      aria-current={to.name === current ? 'page' : undefined}
      onClick={() => go(to)}
    >
      {children}
      <span class="name">{label}</span>
    </button>
  )
}
