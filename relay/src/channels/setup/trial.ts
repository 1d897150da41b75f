import type { Language } from '@loods/protocol'
import * as v from 'valibot'
import type { Row } from '../../db/schema.ts'
import type { WriteTx } from '../../db/writer.ts'
import { defineHandler, type OutboxHandler, type OutboxResult } from '../../outbox/handler.ts'
import { enqueue, outboxRow } from '../../outbox/outbox-row.ts'
import type { ChannelAccount, ChannelTrial } from '../account.ts'
import type { Adapters, SendResult } from '../adapter.ts'
import type { ChannelService } from '../channel.service.ts'
import type { ChannelUpdate, MessageUpdate, UpdateTaker } from '../update.ts'

/** What every text of a trial looks like; whether it is the one that was asked for is looked up then. */
const TRIAL = /^\s*loods test (\d{6})\s*$/i
const REF = 'trial.'
/** Milliseconds for which a text is waited for. */
const LASTS = 86_400_000
const HANDLER = 'channel.trial'

const ANSWER = {
  nl: 'Het werkt. Dit antwoord komt uit je inbox; wat klanten hier schrijven, staat daar.',
  en: 'It works. This answer comes from your inbox; what customers write here shows up there.',
} satisfies Record<Language, string>

/** Takes what an owner writes to try a channel out, so that it is nobody's conversation. */
export function createTrialTaker(channels: ChannelService): UpdateTaker {
  return async (tx, to, update) => {
    if (update.type === 'message') return hear(tx, to, update)
    if (update.type === 'status') return arrive(tx, to, update)
    if (update.type === 'watermark') await read(tx, to, update)
    return false
  }

  async function hear(tx: WriteTx, to: ChannelAccount, update: MessageUpdate): Promise<boolean> {
    const [, word] = TRIAL.exec(update.content.text ?? '') ?? []
    if (!word || update.echo) return false
    const { trial } = await channels.settings(to.id)
    if (trial?.word !== word || tx.now - trial.at > LASTS) return false
    if (trial.heardAt) return true
    const { phone, id: person } = update.person
    const heard = { heardAt: tx.now, ...(phone && { phone }), ...(person && { person }) }
    await noteTrial(channels, tx, to, heard)
    await enqueue(tx, [answerRow(to, word, tx.now)])
    return true
  }

  async function arrive(
    tx: WriteTx,
    to: ChannelAccount,
    { ref, state, failure }: Extract<ChannelUpdate, { type: 'status' }>,
  ): Promise<boolean> {
    if (!ref?.startsWith(REF)) return false
    if (state === 'delivered' || state === 'read') {
      await noteTrial(channels, tx, to, { arrivedAt: tx.now })
    }
    if (failure) await noteTrial(channels, tx, to, { refused: failure.detail ?? failure.code })
    return true
  }

  /** Where the network tells of no single message, what was taken has arrived with what came before. */
  async function read(
    tx: WriteTx,
    to: ChannelAccount,
    { person }: Extract<ChannelUpdate, { type: 'watermark' }>,
  ): Promise<void> {
    const { trial } = await channels.settings(to.id)
    if (!trial?.answeredAt || trial.arrivedAt || trial.person !== person.id) return
    await noteTrial(channels, tx, to, { arrivedAt: tx.now })
  }
}

function noteTrial(
  channels: ChannelService,
  tx: WriteTx,
  to: ChannelAccount,
  known: Partial<ChannelTrial>,
): Promise<void> {
  return channels.note(tx, to, ({ trial }) => (trial ? { trial: { ...trial, ...known } } : {}))
}

function answerRow(to: ChannelAccount, word: string, now: number): Row<'outbox'> {
  return outboxRow({
    siteId: to.siteId,
    kind: HANDLER,
    lane: `${HANDLER} ${to.id}`,
    place: now,
    payload: { channelId: to.id, word },
    now,
  })
}

/** Answers who tries a channel out. */
export function trialHandler(deps: {
  channels: ChannelService
  adapters: Adapters
}): OutboxHandler {
  const { channels, adapters } = deps
  return defineHandler({
    kind: HANDLER,
    payload: v.object({ channelId: v.string(), word: v.string() }),
    async handle(_, { channelId, word }) {
      const channel = await channels.byId(channelId)
      const { trial } = await channels.settings(channelId)
      const adapter = adapters[channel.kind]
      if (!adapter || trial?.word !== word || trial.answeredAt) {
        return { outcome: 'cancel', reason: 'another trial' }
      }
      const result = await adapter.send(channel, {
        ref: `${REF}${channel.id}`,
        to: {
          ...(trial.phone && { phone: trial.phone }),
          ...(trial.person && { id: trial.person }),
        },
        text: ANSWER[trial.language ?? 'en'],
      })
      return toResult(channels, channel, result)
    },
  })
}

function toResult(
  channels: ChannelService,
  channel: ChannelAccount,
  result: SendResult,
): OutboxResult {
  const told = (known: Partial<ChannelTrial>) => (tx: WriteTx) =>
    noteTrial(channels, tx, channel, known)
  switch (result.outcome) {
    case 'later':
      return {
        outcome: 'retry',
        reason: result.reason,
        ...(result.afterMs && { afterMs: result.afterMs }),
      }
    case 'refused': {
      const { detail, code } = result.failure
      return { outcome: 'cancel', reason: code, record: told({ refused: detail ?? code }) }
    }
    case 'stopped': {
      const { trouble, detail } = result
      return { outcome: 'cancel', reason: trouble, record: told({ refused: detail ?? trouble }) }
    }
    default:
      return {
        outcome: 'done',
        record: (tx) =>
          noteTrial(channels, tx, channel, {
            answeredAt: tx.now,
            ...(result.outcome === 'taken' && { answerId: result.externalId }),
          }),
      }
  }
}
