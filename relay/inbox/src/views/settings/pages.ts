import type { Role } from '@loods/protocol'
import {
  BellRing,
  Clock,
  Code,
  Contact,
  type IconNode,
  MailX,
  MessageSquareText,
  Palette,
  Radio,
  ShieldCheck,
  Smartphone,
  Store,
  Tag,
  UserRound,
  Users,
} from 'lucide'
import { roleCovers } from '../../app/roles.ts'

export type PageName = keyof typeof PAGES
export type GroupName = 'shop' | 'work' | 'you'

interface PageFacts {
  group: GroupName
  icon: IconNode
  /** Who may open it. */
  role: Role
}

/** Every page of the settings, in the order of the list. */
export const PAGES = {
  availability: { group: 'work', icon: Clock, role: 'agent' },
  leads: { group: 'work', icon: Contact, role: 'agent' },
  replies: { group: 'work', icon: MessageSquareText, role: 'agent' },
  tags: { group: 'work', icon: Tag, role: 'agent' },
  team: { group: 'work', icon: Users, role: 'agent' },
  widget: { group: 'shop', icon: Palette, role: 'admin' },
  install: { group: 'shop', icon: Code, role: 'admin' },
  channels: { group: 'shop', icon: Radio, role: 'agent' },
  shop: { group: 'shop', icon: Store, role: 'admin' },
  deliveries: { group: 'shop', icon: MailX, role: 'admin' },
  privacy: { group: 'shop', icon: ShieldCheck, role: 'admin' },
  profile: { group: 'you', icon: UserRound, role: 'agent' },
  notifications: { group: 'you', icon: BellRing, role: 'agent' },
  phone: { group: 'you', icon: Smartphone, role: 'agent' },
} satisfies Record<string, PageFacts>

export const GROUPS: readonly GroupName[] = ['shop', 'work', 'you']

/** The page of an address, if it is one. */
export function pageNamed(name: string | undefined): PageName | undefined {
  return name !== undefined && Object.hasOwn(PAGES, name) ? (name as PageName) : undefined
}

/** Pages of a group that a role may open. */
export function pagesOf(group: GroupName, role: Role): PageName[] {
  const all = Object.entries(PAGES) as [PageName, PageFacts][]
  return all
    .filter(([, page]) => page.group === group && roleCovers(role, page.role))
    .map(([name]) => name)
}
