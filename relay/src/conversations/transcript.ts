import type { Language, Message } from '@loods/protocol'
import type { Context } from 'hono'
import type { Site, SiteService } from '../sites/site.service.ts'
import type { ConversationService } from './conversation.service.ts'

/** Messages read at once. */
const PAGE = 500

/** A conversation to keep: readable text, and the name of its file. */
export interface Transcript {
  fileName: string
  text: string
}

export interface Transcripts {
  /**
   * Writes a whole conversation down, oldest first, times in the shop's zone.
   * @param audience `all` leaves out what only members may read
   * @throws RelayError not_found
   */
  write(
    siteId: string,
    conversationId: string,
    audience: 'members' | 'all',
    language?: Language,
  ): Promise<Transcript>
}

export function createTranscripts(deps: {
  conversations: ConversationService
  sites: SiteService
}): Transcripts {
  return {
    async write(siteId, conversationId, audience, language) {
      const site = await deps.sites.byId(siteId)
      const messages = await readThread(deps.conversations, siteId, conversationId, audience)
      return {
        fileName: `chat-${conversationId.slice(0, 8)}.txt`,
        text: toText(site, messages, language ?? site.settings.language),
      }
    },
  }
}

/** A whole thread, oldest first. @param audience `all` leaves out what only members may read */
export async function readThread(
  conversations: ConversationService,
  siteId: string,
  conversationId: string,
  audience: 'members' | 'all',
): Promise<Message[]> {
  const pages: Message[][] = []
  let before: number | undefined
  for (;;) {
    const page = await conversations.history(siteId, conversationId, {
      before,
      limit: PAGE,
      audience,
    })
    pages.unshift(page.messages)
    before = page.messages[0]?.seq
    if (!page.more) return pages.flat()
  }
}

const WORDS = {
  nl: { chat: 'Gesprek met', shopper: 'Bezoeker', note: 'notitie', gone: '[ingetrokken]' },
  en: { chat: 'Chat with', shopper: 'Visitor', note: 'note', gone: '[withdrawn]' },
}

function toText(site: Site, messages: Message[], language: Language): string {
  const { name, timeZone } = site.settings
  const time = new Intl.DateTimeFormat(language, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone,
  })
  const lines = messages
    .filter((message) => message.kind !== 'line')
    .map((message) => `[${time.format(message.ts)}] ${said(message, language)}`)
  return [`${WORDS[language].chat} ${name} (${timeZone})`, '', ...lines, ''].join('\n')
}

function said(message: Message, language: Language): string {
  const words = WORDS[language]
  const who = message.author.name ?? words.shopper
  const note = message.kind === 'note' ? ` (${words.note})` : ''
  const file = message.file ? `[${message.file.name}]` : ''
  const text = message.withdrawnAt ? words.gone : [message.text, file].filter(Boolean).join(' ')
  return `${who}${note}: ${text}`
}

/** The transcript as a file to download; never shown as a page. */
export function transcriptAnswer(c: Context, { fileName, text }: Transcript): Response {
  return c.body(text, 200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': `attachment; filename="${fileName}"`,
    'x-content-type-options': 'nosniff',
  })
}
