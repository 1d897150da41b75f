import { describeChannel } from '../../testing/channel-contract.ts'

describeChannel('Messenger', {
  of: ({ relay, messenger }) => ({ adapter: relay.context.adapters.messenger, account: messenger }),
  says: ({ graph, page }, who, text) => graph.pageChat(who, page).text(text),
  sendsPicture: ({ graph, page }, who, bytes) =>
    graph.pageChat(who, page).attachment('image', { bytes, mime: 'image/png' }),
  onPhone: ({ graph, page }, who) =>
    graph
      .pageChat(who, page)
      .thread.entries.filter(({ from }) => from === 'business')
      .map(({ content }) => (content as { text: string }).text),
  leaves: ({ graph, page }, who) => graph.pageChat(who, page).block(),
  room: 2_000,
  faults: [
    ['too_many_requests', { outcome: 'later', afterMs: 30_000 }],
    ['server_error', { outcome: 'later' }],
    ['bad_gateway', { outcome: 'later' }],
    ['reset', { outcome: 'unsure' }],
    ['lost_response', { outcome: 'unsure' }],
    ['bad_token', { outcome: 'stopped', trouble: 'token', number: 190 }],
  ],
})
