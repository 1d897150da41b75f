import { describeChannel } from '../../testing/channel-contract.ts'

describeChannel('WhatsApp', {
  of: ({ relay, whatsapp }) => ({ adapter: relay.context.adapters.whatsapp, account: whatsapp }),
  says: ({ graph, number }, who, text) => graph.chat(who, number).text(text),
  sendsPicture: ({ graph, number }, who, bytes) =>
    graph.chat(who, number).image({ bytes, mime: 'image/png' }),
  onPhone: ({ graph, number }, who) =>
    graph
      .chat(who, number)
      .thread.entries.filter(({ from }) => from === 'business')
      .map(({ content }) => (content as { body: string }).body),
  leaves(_, who) {
    who.onWhatsApp = false
  },
  room: 4_096,
  faults: [
    ['too_many_requests', { outcome: 'later', afterMs: 30_000 }],
    ['throughput', { outcome: 'later' }],
    ['pair_rate', { outcome: 'later' }],
    ['maintenance', { outcome: 'later' }],
    ['server_error', { outcome: 'later' }],
    ['bad_gateway', { outcome: 'later' }],
    ['reset', { outcome: 'unsure' }],
    ['lost_response', { outcome: 'unsure' }],
    ['bad_token', { outcome: 'stopped', trouble: 'token', number: 190 }],
    ['locked', { outcome: 'stopped', trouble: 'locked', number: 131031 }],
    ['spam_rate', { outcome: 'stopped', trouble: 'spam', number: 131048 }],
  ],
})
