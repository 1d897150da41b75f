import { planLead, planOutbox } from '../alerts/plan.ts'
import { resumeWait } from '../alerts/resume-wait.ts'
import { createChannels } from '../channels/channels.module.ts'
import { findContactsIn } from '../contacts/contact.service.ts'
import { createConversations } from '../conversations/conversations.module.ts'
import { readMessages } from '../conversations/indexable.ts'
import { createFiles } from '../files/files.module.ts'
import { createPhoneSites } from '../phones/phone-sites.ts'
import { onPhones } from '../phones/phone-states.ts'
import { planLeadWithPhones, planWithPhones } from '../phones/plan-phones.ts'
import { createSearch } from '../search/search.module.ts'
import type { Base } from './base.ts'
import type { People } from './people.ts'

export type Talk = Awaited<ReturnType<typeof createTalk>>

/** What is said. */
export async function createTalk(base: Base, people: People) {
  const { db, clock } = base
  const { sites, members, contacts, ownAddresses } = people
  const channels = createChannels(base)
  const phoneSites = createPhoneSites(db.read)
  await phoneSites.refresh()
  const plan = planWithPhones(planOutbox, phoneSites.has)
  const files = createFiles(base)
  const talk = createConversations({
    ...base,
    plan,
    resumeWait,
    sites,
    files,
    memberName: members.nameOf,
    ownAddresses,
    memberships: members.memberships,
    contactRows: contacts.rows,
    threads: channels.service.threads,
    sayTemplate: channels.templates.service.say,
    onPhones: async (siteId, ids) =>
      phoneSites.has(siteId) ? onPhones(db.read, ids, clock()) : new Map(),
    onRead: channels.receipts.read,
  })
  const search = createSearch({
    ...base,
    messages: readMessages,
    contacts: findContactsIn,
    views: talk.service.views,
    conversationsOf: talk.ofContact,
  })
  return {
    ...{ channels, phoneSites, plan, files, talk, search },
    planLead: planLeadWithPhones(planLead, phoneSites.has),
    conversations: talk.service,
  }
}
