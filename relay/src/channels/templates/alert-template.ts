import type { Language } from '@loods/protocol'
import type { ChannelAccount } from '../account.ts'
import type { NetworkTemplate, TemplateGraph } from './template-graph.ts'
import { statusOf } from './template-words.ts'

/** The template that asks a member's phone to open up again. */
export interface AlertTemplate {
  name: string
  language: string
  /** What it says of a shop, by the place of its variables. */
  values(shop: string): Array<{ name?: string; text: string }>
}

const NAME = 'loods_waiting'
const LANGUAGES = ['nl', 'en'] as const

const WORDS: Record<Language, { body: string; button: string; example: string }> = {
  nl: {
    body: 'In de chat van {{1}} wacht iemand op antwoord. Tik op de knop om mee te lezen en te antwoorden.',
    button: 'Chat tonen',
    example: 'Lamp & Linnen',
  },
  en: {
    body: 'Somebody waits for an answer in the chat of {{1}}. Tap the button to read along and answer.',
    button: 'Show chat',
    example: 'Lamp & Linen',
  },
}

/** What a phone outside its window is sent, for one number of a shop's or the operator's. */
export interface AlertTemplates {
  /** Writes what is missing of it, in both languages. @throws RelayError unavailable, rate_limited, invalid */
  ensure(channel: ChannelAccount): Promise<void>
  /** In this language, else in the other; undefined while none is approved. @throws RelayError unavailable */
  approved(channel: ChannelAccount, language: Language): Promise<AlertTemplate | undefined>
}

/** Milliseconds for which an approval is believed without asking again. */
const BELIEVED = 3_600_000

export function createAlertTemplates(deps: {
  network: TemplateGraph
  clock: () => number
}): AlertTemplates {
  const known = new Map<string, { at: number; languages: string[] }>()

  async function approvedIn(channel: ChannelAccount): Promise<string[]> {
    const before = known.get(channel.id)
    if (before && before.languages.length > 0 && deps.clock() - before.at < BELIEVED) {
      return before.languages
    }
    const found = await deps.network.list(channel, NAME)
    const languages = found.filter(isApproved).map(({ language }) => language)
    known.set(channel.id, { at: deps.clock(), languages })
    return languages
  }

  return {
    async ensure(channel) {
      const found = await deps.network.list(channel, NAME)
      const missing = LANGUAGES.filter(
        (language) => !found.some((one) => one.language === language),
      )
      for (const language of missing) await deps.network.create(channel, toRequest(language))
    },
    async approved(channel, language) {
      const languages = await approvedIn(channel)
      const found = languages.includes(language) ? language : languages[0]
      if (found === undefined) return undefined
      return { name: NAME, language: found, values: (shop) => [{ text: shop }] }
    },
  }
}

function isApproved({ name, status }: NetworkTemplate): boolean {
  return name === NAME && statusOf(status) === 'approved'
}

function toRequest(language: Language): Record<string, unknown> {
  const { body, button, example } = WORDS[language]
  return {
    name: NAME,
    language,
    category: 'UTILITY',
    components: [
      { type: 'BODY', text: body, example: { body_text: [[example]] } },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: button }] },
    ],
  }
}
