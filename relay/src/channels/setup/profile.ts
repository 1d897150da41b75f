import type { ProfileText } from '@loods/protocol'
import * as v from 'valibot'
import { RelayError } from '../../errors.ts'
import type { ChannelAccount } from '../account.ts'
import type { SetupDeps } from './callback.ts'

/** Characters a description may have (Graph API, whatsapp_business_profile). */
const LONGEST = 512

/** The opening hours as one line of a number's business profile, which has no field for them. */
export interface ProfileService {
  /** The description as it stands, and as it would stand. @throws RelayError unavailable */
  preview(channel: ChannelAccount, hours: string): Promise<ProfileText>
  /** Writes it. @throws RelayError unavailable, too_long */
  write(channel: ChannelAccount, hours: string): Promise<ProfileText>
}

const profileAnswer = v.object({
  data: v.array(v.object({ description: v.optional(v.string(), '') })),
})

export function createProfileService(deps: SetupDeps): ProfileService {
  const { channels, graph, writer } = deps

  async function preview(channel: ChannelAccount, hours: string): Promise<ProfileText> {
    const now = await read(channel)
    const { profileLine = '' } = await channels.settings(channel.id)
    return { now, next: withLine(now, profileLine, hours || profileLine), line: profileLine }
  }

  async function read(channel: ChannelAccount): Promise<string> {
    const { token } = await channels.secrets(channel.id, 'profile')
    const path = `${channel.externalId}/whatsapp_business_profile`
    const query = { fields: 'description' }
    const answer = await graph.call({ method: 'GET', path, query, token })
    const data = answer.outcome === 'ok' ? v.safeParse(profileAnswer, answer.data) : undefined
    if (!data?.success) throw silent()
    return data.output.data[0]?.description ?? ''
  }

  return {
    preview,
    async write(channel, hours) {
      const text = await preview(channel, hours)
      if (text.next.length > LONGEST) throw tooLong(text.next.length - LONGEST)
      const { token } = await channels.secrets(channel.id, 'profile')
      const path = `${channel.externalId}/whatsapp_business_profile`
      const json = { messaging_product: 'whatsapp', description: text.next }
      const answer = await graph.call({ path, token, json })
      if (answer.outcome !== 'ok') throw silent()
      await writer.run((tx) => channels.note(tx, channel, { profileLine: hours }))
      return { now: text.next, next: text.next, line: hours }
    },
  }
}

/** What stands there keeps its place; the line we wrote before makes room for the new one. */
function withLine(text: string, before: string, line: string): string {
  const lines = text.split('\n')
  const at = before === '' ? -1 : lines.indexOf(before)
  if (at >= 0) return lines.with(at, line).join('\n')
  return [text.trimEnd(), line].filter((part) => part !== '').join('\n')
}

function silent(): RelayError {
  return new RelayError(
    'unavailable',
    'WhatsApp did not give or take the profile. Nothing was changed; try again in a moment.',
  )
}

function tooLong(over: number): RelayError {
  return new RelayError(
    'too_long',
    `The description would be ${over} characters too long. Nothing was changed; shorten the line.`,
    { field: 'hours' },
  )
}
