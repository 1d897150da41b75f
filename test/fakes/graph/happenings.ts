import type { Core } from './core.ts'
import type { Template, TemplateStatus } from './templates/template.ts'
import { setQuality, setStanding, tellError, tellField } from './whatsapp/account-news.ts'
import { beginCoexistence, sendHistory, syncContact, writeInApp } from './whatsapp/coexistence.ts'
import { deliverWaiting } from './whatsapp/deliver.ts'
import { changeNumber } from './whatsapp/number-change.ts'
import type { Entry } from './world/threads.ts'
import type { Person, PhoneNumber, Waba } from './world/world.ts'

/** What happens at Meta and on phones beside messages; each resolves when its webhook has been tried. */
export interface Happenings {
  /** The person moves to another phone number. */
  changeNumber: (person: Person, phone: string) => Promise<void>
  /** Off: nothing is delivered until it is on again. */
  setDevice: (person: Person, on: boolean) => Promise<void>
  setQuality: (
    number: PhoneNumber,
    quality: PhoneNumber['quality'],
    messagingLimit?: PhoneNumber['messagingLimit'],
  ) => Promise<void>
  setStanding: (waba: Waba, standing: Waba['standing']) => Promise<void>
  /** Pauses, disables, … a template, as a review or complaints would. */
  setTemplateStatus: (template: Template, status: TemplateStatus, reason?: string) => Promise<void>
  /** `value.errors` without messages. */
  tellError: (number: PhoneNumber, code: number) => Promise<void>
  tellField: (number: PhoneNumber, field: string, value: Record<string, unknown>) => Promise<void>
  beginCoexistence: (number: PhoneNumber) => void
  /** The merchant writes in the WhatsApp Business app. */
  writeInApp: (number: PhoneNumber, person: Person, body: string) => Promise<Entry>
  syncContact: (
    number: PhoneNumber,
    contact: { full_name: string; phone_number: string },
    action?: 'add' | 'remove',
  ) => Promise<void>
  sendHistory: (number: PhoneNumber) => Promise<void>
}

export function createHappenings(core: Core): Happenings {
  return {
    changeNumber: (person, phone) => changeNumber(core, person, phone),
    async setDevice(person, on) {
      person.deviceOn = on
      core.changed()
      if (!on) return
      for (const thread of core.threads.ofPerson(person.id)) await deliverWaiting(core, thread)
    },
    setQuality: (number, quality, limit) => setQuality(core, number, quality, limit),
    setStanding: (waba, standing) => setStanding(core, waba, standing),
    setTemplateStatus: (template, status, reason) =>
      core.templates.setStatus(template, status, reason),
    tellError: (number, code) => tellError(core, number, code),
    tellField: (number, field, value) => tellField(core, number, field, value),
    beginCoexistence: (number) => beginCoexistence(core, number),
    writeInApp: (number, person, body) => writeInApp(core, number, person, body),
    syncContact: (number, contact, action) => syncContact(core, number, contact, action),
    sendHistory: (number) => sendHistory(core, number),
  }
}
