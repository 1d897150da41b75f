import type { PairingAnswer } from '@loods/protocol'
import type { Chat } from '../../../test/fakes/graph/whatsapp/chat.ts'
import type { Entry } from '../../../test/fakes/graph/world/threads.ts'
import type {
  App,
  Person,
  PhoneNumber,
  Token,
  Waba,
} from '../../../test/fakes/graph/world/world.ts'
import { readVisibleCode } from '../crypto/visible-code.ts'
import { type ChannelTalk, startChannelTalk } from './channel-talk.ts'

/** A shop whose members answer from their phones, through the operator's own number or the shop's. */
export interface PhoneTalk extends ChannelTalk {
  /** The number that writes to members. */
  sender: { app: App; number: PhoneNumber; waba: Waba; token: Token }
  /** The owner's phone. */
  noor: Person
  /** A person's chat with the number that writes to members. */
  on(person: Person): Chat
  /** Makes a person's phone a member's, as the member does: the owner's unless told otherwise. */
  pair(person: Person, of?: { siteId: string; token: string }): Promise<PairingAnswer>
  /** Lets time pass at the network and here, and waits for all that follows. */
  pass(ms: number): Promise<void>
  /** What that number wrote to a person so far, newest last. */
  shown(person: Person): Entry[]
  /** Words of what was written to a person, newest last. */
  texts(person: Person): string[]
  /** Forgets what was shown: what is asked next is what came since. */
  seen(person: Person): void
}

export async function startPhoneTalk(
  options: Parameters<typeof startChannelTalk>[0] & { sender?: 'service' | 'shop' } = {},
): Promise<PhoneTalk> {
  let service: PhoneTalk['sender'] | undefined
  const talk = await startChannelTalk({
    ...options,
    before(graph, shopsApp) {
      if (options.sender === 'shop') return options.before?.(graph, shopsApp) ?? {}
      const app = graph.addApp({ name: 'Operator' })
      const waba = graph.addAccount()
      const number = graph.addNumber(waba, { digits: '31858880002', verifiedName: 'Loods' })
      const token = graph.addToken(app, [waba])
      service = { app, number, waba, token }
      const parts = [number.id, waba.id, token.value, app.secret]
      return { SERVICE_WHATSAPP: parts.join(':'), ...options.before?.(graph, shopsApp) }
    },
  })
  const { graph, relay } = talk
  const own = service ?? talk
  await talk.subscribe()
  if (service) {
    const { verifyToken } = await relay.context.channels.secrets('service', 'webhook')
    const callbackUrl = `${relay.url}/channels/service/webhook`
    await graph.subscribe(service.app, { callbackUrl, verifyToken }, [service.waba])
  }
  const counts = new Map<string, number>()
  const chat = (person: Person) => graph.chat(person, own.number)
  const shown = (person: Person) =>
    chat(person)
      .thread.entries.filter(({ from }) => from === 'business')
      .slice(counts.get(person.id) ?? 0)

  const phoneTalk: PhoneTalk = {
    ...talk,
    sender: own,
    noor: graph.addPerson({ name: 'Noor Bakker', phone: '+31 6 8765 4321' }),
    on: chat,
    async pair(person, { siteId, token } = talk.talk.owner) {
      const path = `/api/sites/${siteId}/phone/pairing`
      const pairing = await relay.json<PairingAnswer>(path, { token, body: {} })
      if (!readVisibleCode(pairing.text)) throw new Error('there is no code in it')
      await chat(person).text(pairing.text)
      await phoneTalk.pass(1_000)
      return pairing
    },
    async pass(ms) {
      await settle()
      for (let left = ms; left > 0; left -= STEP) {
        await graph.time.advance(Math.min(STEP, left))
        await settle()
      }
    },
    shown,
    texts: (person) => shown(person).map(textOf),
    seen(person) {
      const before = counts.get(person.id) ?? 0
      counts.set(person.id, before + shown(person).length)
    },
    [Symbol.asyncDispose]: () => talk[Symbol.asyncDispose](),
  }
  return phoneTalk

  /** Each may set the other in motion. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      await graph.time.settle()
      await relay.context.traffic.webhooks.processor.settle()
      await relay.context.outbox.settle()
    }
  }
}

/** The same with the owner's phone paired, and the welcome on it seen. */
export async function startPairedTalk(
  options?: Parameters<typeof startPhoneTalk>[0],
): Promise<PhoneTalk> {
  const stage = await startPhoneTalk(options)
  await stage.pair(stage.noor)
  stage.seen(stage.noor)
  return stage
}

/** Milliseconds the clock goes ahead at once, so that what is due in between happens in between. */
const STEP = 1_000

function textOf({ type, content, rendered }: Entry): string {
  const { body, caption, emoji } = content as {
    body?: string | { text?: string }
    caption?: string
    emoji?: string
  }
  if (rendered) return rendered.body
  if (type === 'reaction') return emoji ?? ''
  return (typeof body === 'string' ? body : body?.text) ?? caption ?? ''
}
