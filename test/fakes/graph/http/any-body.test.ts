import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aStage } from '../testing/stage.ts'

const KEYS = [
  'type',
  'to',
  'recipient',
  'text',
  'image',
  'interactive',
  'template',
  'context',
  'status',
]
const TYPES = ['text', 'image', 'interactive', 'template', 'reaction', 'contacts', 'constructor']

/** Bodies that are nearly a message: known keys with anything in them. */
const nearly = fc.record(
  {
    messaging_product: fc.constantFrom<unknown>('whatsapp', 'wa', 7),
    to: fc.oneof(fc.constant('+31612345678'), fc.string(), fc.jsonValue()),
    type: fc.oneof(fc.constantFrom(...TYPES), fc.jsonValue()),
    ...Object.fromEntries(KEYS.slice(3).map((key) => [key, fc.jsonValue()])),
  },
  { requiredKeys: [] },
)

test('no body is too strange to be answered with 200 or an error of the contract', async () => {
  const { call, number, page, pageToken } = await aStage()
  await fc.assert(
    fc.asyncProperty(fc.oneof(nearly, fc.jsonValue()), async (body) => {
      const asPage = { token: pageToken.value }
      for (const { status, body: answer } of [
        await call('POST', `${number.id}/messages`, body as object),
        await call('POST', `${page.id}/messages`, body as object, asPage),
      ]) {
        expect([200, 400, 404, 500]).toContain(status)
        if (status !== 200) expect(answer.error.code).toEqual(expect.any(Number))
      }
    }),
    { numRuns: 300, seed: 5 },
  )
})
