import { createAccounts } from '../accounts/accounts.module.ts'
import { createContactService } from '../contacts/contact.service.ts'
import { deriveKey } from '../crypto/secrets.ts'
import type { AuthDeps } from '../http/authenticate.ts'
import { createMailRoom } from '../mail/mail.module.ts'
import { createSiteService, leadsToShop } from '../sites/site.service.ts'
import { createVisitorService } from '../visitors/visitor.service.ts'
import { createWidgetSeen } from '../visitors/widget-seen.ts'
import type { Base } from './base.ts'

export type People = ReturnType<typeof createPeople>

/** Who is who: shops, those who work in them, and those who visit them. */
export function createPeople(base: Base) {
  const { config, clock } = base
  const sites = createSiteService({ ...base, sealKey: deriveKey(config.secretKey, 'columns') })
  const mail = createMailRoom(base)
  const accounts = createAccounts({ ...base, sites, mails: mail.queue, links: mail.links })
  const { members, sessions } = accounts
  const visitors = createVisitorService(base)
  const widgetSeen = createWidgetSeen(base)
  const auth: AuthDeps = {
    publicUrl: config.publicUrl,
    sites,
    visitors,
    sessions,
    members,
    clock,
    onRefusedOrigin: widgetSeen.noteRefused,
  }
  return {
    ...{ sites, mail, accounts, members, visitors, widgetSeen, auth },
    contacts: createContactService(base),
    async ownAddresses(siteId: string) {
      const { settings } = await sites.byId(siteId)
      return (url: string) => leadsToShop(settings, url, config.publicUrl)
    },
  }
}
