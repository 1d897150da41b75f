import { expect, it } from 'vitest'
import { startTalk } from '../testing/talk.ts'

it('the demo shop reports its orders, by the name its thank-you page says', async () => {
  await using talk = await startTalk({ env: { DEMO: 'true' } })
  const form = {
    ...{ lines: 'noot.walnut:1', email: 'sanne@voorbeeld.nl', name: 'Sanne Visser' },
    ...{ country: 'NL', postcode: '1621 BW', number: '14', street: 'Grote Oost', city: 'Hoorn' },
    ...{ delivery: 'home', payment: 'ideal', terms: 'yes' },
  }
  const checkout = await fetch(`${talk.relay.url}/demo/nl/checkout`, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  })
  const thanks = await fetch(talk.relay.url + checkout.headers.get('location'))
  const [, order] = /"order":"([\w-]{43})"/.exec(await thanks.text()) ?? []
  const orders = await talk.relay.context.db.read.selectFrom('orders').selectAll().execute()
  expect(orders).toMatchObject([
    { site_id: talk.owner.siteId, reference: order, state: 'paid', currency: 'EUR' },
  ])
  expect(orders[0]?.total).toBeGreaterThan(0)
})
