import { expect, test } from 'vitest'
import { aStage } from '../testing/stage.ts'

const SCOPES = ['read_orders', 'read_customers', 'read_products', 'read_discounts', 'read_themes']

test('a shop and its installation tell who they are, with ids beyond 2^53 as text', async () => {
  await using stage = await aStage()
  const { shop } = stage
  const { status, headers, body } = await stage.graphql(`{
    shop { id name email myshopifyDomain primaryDomain { host } ianaTimezone currencyCode plan { shopifyPlus } }
    currentAppInstallation { id accessScopes { handle } }
  }`)
  expect([status, headers.get('x-shopify-api-version')]).toEqual([200, '2026-07'])
  expect(body.data.shop).toEqual({
    id: `gid://shopify/Shop/${shop.id}`,
    name: 'Wilg & Wol',
    email: 'hallo@wilgenwol.test',
    myshopifyDomain: 'wilg.myshopify.com',
    primaryDomain: { host: 'wilg.myshopify.com' },
    ianaTimezone: 'Europe/Amsterdam',
    currencyCode: 'EUR',
    plan: { shopifyPlus: false },
  })
  expect(shop.id).toBeGreaterThan(Number.MAX_SAFE_INTEGER)
  expect(body.data.currentAppInstallation.accessScopes).toContainEqual({ handle: 'write_pixels' })
})

test('a document that does not fit the schema is refused before anything happens', async () => {
  await using stage = await aStage()
  const { status, body } = await stage.graphql('{ shop { naam } }')
  expect(status).toBe(200)
  expect(body.errors[0]).toMatchObject({
    message: "Field 'naam' doesn't exist on type 'Shop'",
    extensions: { code: 'undefinedField', typeName: 'Shop', fieldName: 'naam' },
  })
  expect((await stage.graphql('{ shop {')).body.errors[0].message).toMatch(/^Syntax Error/)
  expect((await stage.graphql('{ products { nodes { id } } }')).body.errors[0].message).toBe(
    'you must provide one of first or last',
  )
})

test('what a scope is needed for is denied without it, and a member can grant it later', async () => {
  await using stage = await aStage({ app: { scopes: [], subscriptions: [] } })
  const { shopify, shop } = stage
  shopify.addOrder(shop)
  const asked = '{ orders(first: 5) { nodes { name } } }'
  const { body } = await stage.graphql(asked)
  expect(body.data).toBeNull()
  expect(body.errors[0]).toMatchObject({
    message: 'Access denied for orders field. Required access: `read_orders` access scope.',
    path: ['orders'],
    extensions: { code: 'ACCESS_DENIED' },
  })
  await shopify.grantScopes(shop, ['read_orders'])
  expect((await stage.graphql(asked)).body.data.orders.nodes).toEqual([{ name: '#1001' }])
})

test('orders of more than 60 days ago need a scope of their own', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  shopify.addOrder(shop, { createdAt: shopify.time.now() - 61 * 86_400_000 })
  const found = async () =>
    (await stage.graphql('{ orders(first: 5) { nodes { name } } }')).body.data.orders.nodes
  expect(await found()).toEqual([])
  shop.installation?.scopes.add('read_all_orders')
  expect(await found()).toEqual([{ name: '#1001' }])
})

test('customer data the app is not approved for is null, with an error beside what may be seen', async () => {
  await using stage = await aStage({ app: { scopes: SCOPES, subscriptions: [] } })
  const { shopify, shop } = stage
  const customer = shopify.addCustomer(shop)
  const order = shopify.addOrder(shop, { customer })
  const asked = '{ orders(first: 1) { nodes { name email customer { id firstName } } } }'
  const seen = { name: order.name, email: 'sam@example.com' }
  expect((await stage.graphql(asked)).body.data.orders.nodes[0]).toMatchObject(seen)
  shopify.app.protectedData = new Set(['customer'])
  const { body } = await stage.graphql(asked)
  expect(body.data.orders.nodes[0]).toEqual({
    name: order.name,
    email: null,
    customer: { id: `gid://shopify/Customer/${customer.id}`, firstName: null },
  })
  expect(body.errors[0].message).toMatch(/^This app is not approved to use the email field\./)
  shopify.app.protectedData.clear()
  expect((await stage.graphql(asked)).body.errors[0].message).toMatch(
    /^This app is not approved to access the Order object\./,
  )
})

test('an order tells its state, amounts, attributes and refunds', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  shopify.addProduct(shop, { variants: [{ price: '49.00' }] })
  const order = shopify.addOrder(shop, {
    lines: [{ quantity: 2 }],
    attributes: [{ name: '_loods', value: 'v1' }],
    cartToken: 'c1',
  })
  await shopify.refundOrder(shop, order, '10.00')
  const { body } = await stage.graphql(
    `query($id: ID!) { order(id: $id) {
      name displayFinancialStatus cartToken customAttributes { key value }
      totalPriceSet { shopMoney { amount currencyCode } }
      currentTotalPriceSet { shopMoney { amount } }
      refunds { totalRefundedSet { shopMoney { amount } } }
      lineItems(first: 5) { nodes { title quantity } }
    } }`,
    { id: `gid://shopify/Order/${order.id}` },
  )
  expect(body.data.order).toEqual({
    name: '#1001',
    displayFinancialStatus: 'PARTIALLY_REFUNDED',
    cartToken: 'c1',
    customAttributes: [{ key: '_loods', value: 'v1' }],
    totalPriceSet: { shopMoney: { amount: '102.95', currencyCode: 'EUR' } },
    currentTotalPriceSet: { shopMoney: { amount: '92.95' } },
    refunds: [{ totalRefundedSet: { shopMoney: { amount: '10.00' } } }],
    lineItems: { nodes: [{ title: 'Wollen plaid', quantity: 2 }] },
  })
})

test('orders, products, customers and discounts are found by what is typed and by field', async () => {
  await using stage = await aStage({ app: { scopes: SCOPES, subscriptions: [] } })
  const { shopify, shop } = stage
  const customer = shopify.addCustomer(shop)
  shopify.addOrder(shop, { customer })
  shopify.addOrder(shop, { email: 'other@example.com' })
  shopify.addProduct(shop, { title: 'Linnen kussen', handle: 'kussen', status: 'DRAFT' })
  shopify.addProduct(shop, { title: 'Wollen plaid', handle: 'plaid' })
  shopify.addDiscount(shop)
  shopify.addDiscount(shop, { code: 'OUD', endsAt: shopify.time.now() - 1 })
  const found = async (root: string, query: string, show: string) => {
    const document = `query($query: String) { ${root}(first: 9, query: $query) { nodes { ${show} } } }`
    return (await stage.graphql(document, { query })).body.data[root].nodes
  }
  expect(await found('orders', 'email:sam@example.com', 'name')).toEqual([{ name: '#1001' }])
  expect(await found('orders', 'name:#1002 OR name:#1001', 'name')).toHaveLength(2)
  expect(await found('orders', `customer_id:${customer.id}`, 'name')).toEqual([{ name: '#1001' }])
  expect(await found('products', 'lin*', 'handle')).toEqual([{ handle: 'kussen' }])
  expect(await found('products', 'status:active', 'handle onlineStoreUrl')).toEqual([
    { handle: 'plaid', onlineStoreUrl: 'https://wilg.myshopify.com/products/plaid' },
  ])
  expect(await found('products', '"wollen"', 'handle')).toEqual([{ handle: 'plaid' }])
  expect(await found('customers', 'phone:+31612345678', 'displayName')).toEqual([
    { displayName: 'Sam de Boer' },
  ])
  const code =
    'codeDiscount { ... on DiscountCodeBasic { status codes(first: 1) { nodes { code } } } }'
  expect(await found('codeDiscountNodes', 'status:active', code)).toEqual([
    { codeDiscount: { status: 'ACTIVE', codes: { nodes: [{ code: 'WELKOM10' }] } } },
  ])
  // A misspelt field is left out of the search, as Shopify does.
  expect(await found('orders', 'e_mail:sam@example.com', 'name')).toHaveLength(2)
})

test('lists come in pages', async () => {
  await using stage = await aStage()
  for (let index = 0; index < 3; index += 1) stage.shopify.addProduct(stage.shop)
  const page = async (page: object) =>
    (
      await stage.graphql(
        `query($first: Int, $after: String) { products(first: $first, after: $after) {
          nodes { handle } pageInfo { hasNextPage endCursor } } }`,
        page,
      )
    ).body.data.products
  const first = await page({ first: 2 })
  expect(first.pageInfo.hasNextPage).toBe(true)
  const second = await page({ first: 2, after: first.pageInfo.endCursor })
  expect(second).toMatchObject({
    nodes: [{ handle: 'wollen-plaid-3' }],
    pageInfo: { hasNextPage: false },
  })
})

const SET = `mutation($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) {
  metafields { namespace key value } userErrors { field message code elementIndex } } }`

test('metafields are kept with the installation only, all of them or none', async () => {
  await using stage = await aStage()
  const { shop } = stage
  const ownerId = `gid://shopify/AppInstallation/${shop.installation?.id}`
  const field = { ownerId, namespace: 'loods', key: 'site_key', type: 'json', value: '"s1"' }
  const { body } = await stage.graphql(SET, { metafields: [field] })
  expect(body.data.metafieldsSet).toEqual({
    metafields: [{ namespace: 'loods', key: 'site_key', value: '"s1"' }],
    userErrors: [],
  })
  const refused = await stage.graphql(SET, {
    metafields: [
      { ...field, value: '"s2"' },
      { ...field, value: '{' },
      { ...field, ownerId: `gid://shopify/Shop/${shop.id}` },
      { ownerId, namespace: 'loods', key: 'site_key', value: 'x' },
    ],
  })
  expect(
    refused.body.data.metafieldsSet.userErrors.map(({ code }: { code: string }) => code),
  ).toEqual(['INVALID_VALUE', 'APP_NOT_AUTHORIZED', 'BLANK'])
  expect(shop.installation?.metafields).toMatchObject([{ value: '"s1"' }])
})

test('an app has one pixel in a shop, with exactly the settings its toml declares', async () => {
  await using stage = await aStage({ app: { pixelSettings: ['siteKey'] } })
  const create = `mutation($settings: JSON!) { webPixelCreate(webPixel: { settings: $settings }) {
    webPixel { id settings } userErrors { field code } } }`
  const made = async (settings: unknown) =>
    (await stage.graphql(create, { settings })).body.data.webPixelCreate
  expect(await made({ key: 'x' })).toEqual({
    webPixel: null,
    userErrors: [{ field: ['settings'], code: 'INVALID_SETTINGS' }],
  })
  const { webPixel } = await made('{"siteKey":"s1"}')
  expect(webPixel.settings).toBe('{"siteKey":"s1"}')
  expect((await made({ siteKey: 's2' })).userErrors[0].code).toBe('TAKEN')
  const update = `mutation($id: ID!, $settings: JSON!) { webPixelUpdate(id: $id, webPixel: { settings: $settings }) {
    webPixel { settings } userErrors { code } } }`
  const { body } = await stage.graphql(update, { id: webPixel.id, settings: { siteKey: 's3' } })
  expect(body.data.webPixelUpdate).toEqual({
    webPixel: { settings: '{"siteKey":"s3"}' },
    userErrors: [],
  })
})

test("the published theme's settings are a file with a comment before its JSON", async () => {
  await using stage = await aStage()
  stage.shopify.setEmbed(stage.shop, 'chat', true)
  const { body } = await stage.graphql(`{ themes(first: 1, roles: [MAIN]) { nodes {
    name files(filenames: ["config/settings_data.json"], first: 1) {
      nodes { filename body { ... on OnlineStoreThemeFileBodyText { content } } } } } } }`)
  const [theme] = body.data.themes.nodes
  const [{ filename, body: file }] = theme.files.nodes
  expect([theme.name, filename]).toEqual(['Dawn', 'config/settings_data.json'])
  expect(() => JSON.parse(file.content)).toThrow(SyntaxError)
  expect(file.content).toMatch(/\/blocks\/chat\/[^"]+",\s+"disabled": false/)
})

const SUBSCRIBE = `mutation($topic: WebhookSubscriptionTopic!, $uri: String!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) {
    webhookSubscription { id topic uri } userErrors { field message } } }`

test('topics of an optional scope are subscribed to in each shop once it is granted', async () => {
  await using stage = await aStage({ app: { scopes: [], subscriptions: [] } })
  const { shopify, shop, theApp } = stage
  const subscribe = async () =>
    (
      await stage.graphql(SUBSCRIBE, {
        topic: 'ORDERS_CREATE',
        uri: 'https://app.test/orders',
      })
    ).body.data.webhookSubscriptionCreate
  expect((await subscribe()).userErrors[0].field).toEqual(['topic'])
  await shopify.grantScopes(shop, ['read_orders'])
  expect(await subscribe()).toMatchObject({
    userErrors: [],
    webhookSubscription: { topic: 'ORDERS_CREATE' },
  })
  expect((await subscribe()).userErrors[0].message).toMatch(/already been taken/)
  await shopify.placeOrder(shop)
  expect(theApp.caught.map(({ url }) => url.href)).toEqual(['https://app.test/orders'])
  theApp.answer = () => new Response('', { status: 500 })
  await shopify.placeOrder(shop)
  await shopify.time.advance(5 * 3_600_000)
  expect(shop.installation?.subscriptions).toEqual([])
})

test('a toml that subscribes to what needs an optional scope is not released', async () => {
  const subscriptions = [{ topics: ['orders/create'], uri: '/webhooks' }]
  await expect(aStage({ app: { scopes: ['read_products'], subscriptions } })).rejects.toThrow(
    'orders/create needs a required scope',
  )
})

test('questions cost points, which run out and come back', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  for (let index = 0; index < 20; index += 1) shopify.addProduct(shop)
  const asked = '{ products(first: 200) { nodes { title variants(first: 2) { nodes { id } } } } }'
  expect((await stage.graphql(asked)).body.errors[0].extensions).toMatchObject({
    code: 'MAX_COST_EXCEEDED',
    cost: 1002,
  })
  const cheaper = asked.replace('200', '190')
  const { body } = await stage.graphql(cheaper)
  expect(body.extensions.cost).toMatchObject({
    requestedQueryCost: 952,
    throttleStatus: { maximumAvailable: 2000, restoreRate: 100 },
  })
  const answers = await Promise.all(Array.from({ length: 40 }, () => stage.graphql(cheaper)))
  const last = answers.at(-1)?.body
  expect(last.errors[0]).toMatchObject({ message: 'Throttled', extensions: { code: 'THROTTLED' } })
  expect(last.extensions.cost.actualQueryCost).toBeNull()
  await shopify.time.advance(10_000)
  expect((await stage.graphql(cheaper)).body.errors).toBeUndefined()
})

test('requests go wrong as planned', async () => {
  await using stage = await aStage()
  const { shopify } = stage
  const ask = async () => {
    const { status, body } = await stage.graphql('{ shop { name } }')
    return [status, body.errors?.[0]?.extensions?.code]
  }
  for (const fault of ['too_many_requests', 'throttled', 'server_error', 'bad_gateway'] as const) {
    shopify.faults.failNext(fault, { on: /graphql/ })
  }
  shopify.faults.failNext('frozen_shop')
  expect([await ask(), await ask(), await ask(), await ask(), await ask(), await ask()]).toEqual([
    [429, undefined],
    [200, 'THROTTLED'],
    [500, undefined],
    [502, undefined],
    [402, undefined],
    [200, undefined],
  ])
  shopify.faults.failNext('reset')
  await expect(ask()).rejects.toThrow('fetch failed')
  shopify.faults.failNext('lost_response', { on: /access_token/ })
  await expect(stage.exchange()).rejects.toThrow('fetch failed')
  // What was lost had happened: the earlier token is dead.
  expect(await ask()).toEqual([401, undefined])
})
