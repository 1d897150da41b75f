import { expect, it } from 'vitest'
import { setUpOwner, startTestRelay } from '../testing/test-relay.ts'

const throughProxy = { headers: { 'x-forwarded-for': '203.0.113.9' } }

it('tells the shop’s admins of a proxy nobody told the relay of', async () => {
  await using relay = await startTestRelay()
  const owner = await setUpOwner(relay)
  const read = () =>
    relay.json<{ proxy: boolean }>(`/api/sites/${owner.siteId}/notices`, { token: owner.token })
  expect(await read()).toMatchObject({ proxy: false })
  await relay.call('/healthz', throughProxy)
  expect(await read()).toMatchObject({ proxy: true })
})

it('says nothing where TRUST_PROXY names the proxies', async () => {
  await using relay = await startTestRelay({ env: { TRUST_PROXY: '1' } })
  const owner = await setUpOwner(relay)
  await relay.call('/healthz', throughProxy)
  expect(
    await relay.json(`/api/sites/${owner.siteId}/notices`, { token: owner.token }),
  ).toMatchObject({ proxy: false })
})
