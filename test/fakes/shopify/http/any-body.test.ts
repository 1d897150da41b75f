import fc from 'fast-check'
import { expect, test } from 'vitest'
import { API_KEY, API_SECRET, aStage } from '../testing/stage.ts'

const GRANTS = ['refresh_token', 'urn:ietf:params:oauth:grant-type:token-exchange', 'password']

/** Bodies that are nearly a request for a token. */
const nearly = fc.record(
  {
    client_id: fc.constantFrom<unknown>(API_KEY, 7),
    client_secret: fc.constantFrom<unknown>(API_SECRET, null),
    grant_type: fc.constantFrom(...GRANTS),
    subject_token: fc.oneof(fc.string(), fc.constant('a.b.c'), fc.jsonValue()),
    subject_token_type: fc.constant('urn:ietf:params:oauth:token-type:id_token'),
    refresh_token: fc.jsonValue(),
  },
  { requiredKeys: [] },
)
/** Documents that are nearly a question. */
const documents = fc.array(
  fc.constantFrom('{', '}', 'shop', 'orders', '(first: 1)', 'nodes', 'id', '...', 'query', '"x"'),
  { maxLength: 12 },
)

test('no body is too strange to be answered with 200 or an error of the contract', async () => {
  await using stage = await aStage()
  await fc.assert(
    fc.asyncProperty(fc.oneof(nearly, fc.jsonValue()), documents, async (body, words) => {
      const token = await stage.post('/admin/oauth/access_token', Object(body))
      expect(token.status).toBe(400)
      expect(token.body.error).toEqual(expect.any(String))
      const { status, body: answer } = await stage.graphql(words.join(' '))
      expect(status).toBe(200)
      expect(Object.keys(answer)).toContain(answer.errors ? 'errors' : 'data')
    }),
    { numRuns: 60, seed: 5 },
  )
})
