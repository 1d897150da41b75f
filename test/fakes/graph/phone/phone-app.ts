import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import * as v from 'valibot'
import type { Graph } from '../create-graph.ts'
import type { Person } from '../world/world.ts'
import { actOnPhone, phoneAct } from './phone-acts.ts'
import { phonesView } from './phone-state.ts'
import { buildScreen, type Screen, screenPage } from './screen-files.ts'

const timeJump = v.strictObject({
  ms: v.pipe(v.number(), v.minValue(0), v.maxValue(31 * 86_400_000)),
})
const phoneSwitches = v.strictObject({
  on: v.optional(v.boolean()),
  receipts: v.optional(v.boolean()),
})

const ALIVE = 25_000

/**
 * Phones in a page: /phone shows what these people see and lets anybody act as them. /wa/<digits> and
 * /m/<page> stand for wa.me and m.me: they lead to the chat with its text ready. For demonstrations
 * and browser tests, on this machine only. Its addresses are relative: it may stand in a folder.
 * @param ending ends the pages' lines, so that whoever serves them can stop
 */
export function phoneApp(graph: Graph, people: Person[], ending?: AbortSignal): Hono {
  const app = new Hono()
  let screen: Promise<Screen> | undefined
  const built = (): Promise<Screen> => {
    screen ??= buildScreen()
    return screen
  }

  app.get('/phone', (c) => {
    // A page that begins shows no chat; what an earlier one had open is closed.
    for (const { id } of people) for (const it of graph.threads.ofPerson(id)) it.open = false
    return c.html(screenPage())
  })
  app.get('/phone/app.js', async (c) =>
    c.body((await built()).script, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
  app.get('/phone/app.css', async (c) =>
    c.body((await built()).style, 200, { 'content-type': 'text/css; charset=utf-8' }),
  )
  app.get('/phone/events', (c) =>
    streamSSE(c, async (stream) => {
      const changes = createSignal()
      const stop = graph.onChange(changes.raise)
      stream.onAbort(() => {
        stop()
        changes.raise()
      })
      ending?.addEventListener('abort', changes.raise)
      while (!stream.aborted && !ending?.aborted) {
        await stream.writeSSE({ data: JSON.stringify(phonesView(graph, people)) })
        await changes.next(ALIVE)
      }
    }),
  )
  app.get('/phone/media/:id', (c) => {
    const media = graph.media.find(c.req.param('id'))
    if (!media) return c.notFound()
    return c.body(Buffer.from(media.bytes), 200, {
      'content-type': media.mime,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
    })
  })
  app.post('/phone/:person/chats/:account', async (c) => {
    const person = people.find(({ id }) => id === c.req.param('person'))
    if (!person) return c.notFound()
    await actOnPhone(graph, person, c.req.param('account'), v.parse(phoneAct, await c.req.json()))
    return c.json({})
  })
  app.post('/phone/:person', async (c) => {
    const person = people.find(({ id }) => id === c.req.param('person'))
    if (!person) return c.notFound()
    const { on, receipts } = v.parse(phoneSwitches, await c.req.json())
    if (receipts !== undefined) person.receipts = receipts
    if (on !== undefined) await graph.setDevice(person, on)
    graph.changed()
    return c.json({})
  })
  app.post('/time', async (c) => {
    await graph.time.advance(v.parse(timeJump, await c.req.json()).ms)
    graph.changed()
    return c.json({})
  })
  app.get('/wa/:digits', (c) => leadTo('wa', c.req.param('digits'), c.req.query('text')))
  app.get('/m/:page', (c) => leadTo('m', c.req.param('page'), c.req.query('ref')))
  app.onError((error, c) => c.json({ error: error.message }, 400))
  return app
}

function leadTo(app: 'wa' | 'm', link: string, text = ''): Response {
  const target = new URLSearchParams({ app, link: link.replace(/^\+/, ''), text })
  return new Response(null, { status: 302, headers: { location: `../phone#${target}` } })
}

/** Wakes one waiter at a time; what was raised while nobody waited wakes the next at once. */
function createSignal() {
  let raised = false
  let wake: (() => void) | undefined
  return {
    raise(): void {
      raised = true
      wake?.()
    },
    async next(within: number): Promise<void> {
      if (!raised) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, within)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      raised = false
    },
  }
}
