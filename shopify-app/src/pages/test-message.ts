import type { Language, VisitorContext } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { ContactService } from '../../../relay/src/contacts/contact.service.ts'
import type { ConversationService } from '../../../relay/src/conversations/conversation.service.ts'
import type { VisitorService } from '../../../relay/src/visitors/visitor.service.ts'

export interface TestMessageDeps {
  visitors: Pick<VisitorService, 'start' | 'authenticate'>
  conversations: Pick<ConversationService, 'sayAsVisitor'>
  contacts: Pick<ContactService, 'change'>
  /** What the shop's people read, and where its home page is. */
  shop(siteId: string): Promise<{ language: Language; url: string; name: string }>
}

/** Messages a merchant sends to the own inbox, to see one come in and to answer it. */
export interface TestMessages {
  /** @returns the conversation it began */
  send(siteId: string): Promise<string>
}

const WORDS = {
  en: {
    name: 'Test shopper',
    text: 'Hi! This is a test message, as a shopper would send it. Answer me: nobody else sees it.',
  },
  nl: {
    name: 'Testklant',
    text: 'Hoi! Dit is een testbericht, zoals een klant het zou sturen. Antwoord maar: niemand anders ziet het.',
  },
}

export function createTestMessages(deps: TestMessageDeps): TestMessages {
  return {
    async send(siteId) {
      const { language, url, name } = await deps.shop(siteId)
      const page: VisitorContext['page'] = { url, title: name, kind: 'home' }
      const { secret, conversationId } = await deps.visitors.start(siteId, { page, language })
      const visitor = await deps.visitors.authenticate(siteId, secret)
      if (!visitor) throw new Error('a visitor that was just made is not there')
      await deps.contacts.change(siteId, visitor.contactId, { name: WORDS[language].name })
      await deps.conversations.sayAsVisitor(visitor, { cid: nanoid(), text: WORDS[language].text })
      return conversationId
    },
  }
}
