import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the relay counts about itself; names no shop and no person. */
export interface Metrics {
  registry: Registry
  messages: Counter<'from'>
  refusals: Counter<'code'>
  /** Time from a command's arrival to its commit. */
  commitSeconds: Histogram
  batchSize: Histogram
  socketsOpened: Counter<'side'>
  socketsClosed: Counter<'side'>
  outboxDone: Counter<'kind' | 'state'>
  /** What networks told us: unsigned, stored, done, split, retried, dead. */
  webhooks: Counter<'outcome'>
  /** Each thing they told, by whether somebody took it. */
  updates: Counter<'taken'>
  /** Seconds the oldest of them has been waiting. */
  webhookAge: Gauge
}

/** @param open counts the sockets open now, for a gauge that cannot drift */
export function createMetrics(open: () => { members: number; visitors: number }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'loods_sockets',
    help: 'Sockets open now',
    labelNames: ['side'],
    registers,
    collect() {
      const { members, visitors } = open()
      this.set({ side: 'members' }, members)
      this.set({ side: 'visitors' }, visitors)
    },
  })
  return {
    registry,
    messages: new Counter({
      name: 'loods_messages_total',
      help: 'Messages acknowledged',
      labelNames: ['from'],
      registers,
    }),
    refusals: new Counter({
      name: 'loods_refusals_total',
      help: 'Requests and frames refused',
      labelNames: ['code'],
      registers,
    }),
    commitSeconds: new Histogram({
      name: 'loods_commit_seconds',
      help: 'From the first command of a batch to its commit',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    }),
    batchSize: new Histogram({
      name: 'loods_batch_commands',
      help: 'Commands in one commit',
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
      registers,
    }),
    socketsOpened: new Counter({
      name: 'loods_sockets_opened_total',
      help: 'Sockets opened',
      labelNames: ['side'],
      registers,
    }),
    socketsClosed: new Counter({
      name: 'loods_sockets_closed_total',
      help: 'Sockets closed',
      labelNames: ['side'],
      registers,
    }),
    outboxDone: new Counter({
      name: 'loods_outbox_total',
      help: 'Outbox rows by how an attempt ended',
      labelNames: ['kind', 'state'],
      registers,
    }),
    webhooks: new Counter({
      name: 'loods_webhooks_total',
      help: 'Webhooks by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    updates: new Counter({
      name: 'loods_channel_updates_total',
      help: 'Messages, statuses and other things webhooks told, by whether anything here takes them',
      labelNames: ['taken'],
      registers,
    }),
    webhookAge: new Gauge({
      name: 'loods_webhooks_oldest_seconds',
      help: 'How long the oldest webhook that is not worked off has been waiting',
      registers,
    }),
  }
}
