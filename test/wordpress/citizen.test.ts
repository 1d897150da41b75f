import { nanoid } from 'nanoid'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVisitor } from '../../relay/src/testing/test-relay.ts'
import { CORPUS } from '../security/xss-corpus.ts'
import { DESK, PHONE, screenshot } from '../support/chromium.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
let admin: Page

beforeAll(async () => {
  shop = await openShop()
  await shop.startChat()
  await shop.wordpress.cli('user', 'meta', 'update', '1', 'locale', 'nl_NL')
  admin = await shop.signedIn()
  admin.setDefaultTimeout(15_000)
}, 180_000)
afterAll(() => shop?.[Symbol.asyncDispose]())

const open = (page: string) => admin.goto(`${shop.wordpress.url}/wp-admin/admin.php?page=${page}`)
const html = async (path: string) => (await fetch(shop.wordpress.url + path)).text()

/** What PHP says, as JSON. */
async function ask(expression: string, user = 1): Promise<unknown> {
  const said = await shop.wordpress.php(
    `wp_set_current_user( ${user} ); echo wp_json_encode( ${expression} );`,
  )
  return JSON.parse(said)
}

/** What WordPress's tool exports of somebody. */
function exported(email: string): Promise<unknown> {
  return ask(
    `call_user_func( apply_filters( 'wp_privacy_personal_data_exporters', array() )['loods-live-chat']['callback'], '${email}', 1 )`,
  )
}

async function site() {
  const [first] = await shop.relay.context.sites.all()
  if (!first) throw new Error('no site')
  return first
}

/** A shopper who writes and leaves an address. */
async function writes(text: string, email: string): Promise<void> {
  const { key } = await site()
  const { secret } = await startVisitor(shop.relay, key)
  const call = { token: secret, headers: { origin: shop.wordpress.url } }
  const body = { cid: `${text}-${'x'.repeat(20)}`.replace(/\W/g, '').slice(0, 30), text }
  await shop.relay.json(`/widget/v1/${key}/messages`, { ...call, body })
  await shop.relay.json(`/widget/v1/${key}/identify`, { ...call, body: { name: 'Kim', email } })
}

describe('the settings, in Dutch', () => {
  it('say whether the chat was seen in the shop, and where', async () => {
    await open('loods-settings')
    await admin.getByText('De chat is nog niet in je winkel gezien.').waitFor()
    const phone = await (await shop.browser.newContext({ ...PHONE, locale: 'nl-NL' })).newPage()
    await phone.goto(`${shop.wordpress.url}/hello-world/`)
    await phone.getByRole('button', { name: /^Chat/ }).waitFor()
    await admin.getByRole('button', { name: 'Controleer mijn winkel' }).click()
    await admin.getByText(/De chat is .* in je winkel gezien, op \/hello-world\//).waitFor()
    await admin.getByText('De chat staat in je homepage zoals het hoort.').first().waitFor()
    await screenshot(admin, 'wordpress-settings-nl')
    await admin.setViewportSize({ width: 390, height: 844 })
    await screenshot(admin, 'wordpress-settings-phone')
    await admin.setViewportSize({ width: 1280, height: 800 })
  })

  const loader = /<script[^>]*data-site[^>]*><\/script>/
  it.each([
    ['a theme without a footer', 'Het script van de chat staat niet', { change: () => '<html>' }],
    ['a delayed script', 'Een plugin die pagina’s sneller maakt', { from: loader, to: '' }],
    [
      'a consent tool',
      'Je toestemmingsplugin houdt',
      { from: ' data-site', to: ' type="text/plain" data-site' },
    ],
    [
      'a shop that opens soon',
      'binnenkort open',
      { from: '<body class="', to: '<body class="woocommerce-coming-soon ' },
    ],
    ['a policy', 'Content-Security-Policy', { csp: "default-src 'self'" }],
  ] as const)('name %s as what stands in the way', async (_, words, how) => {
    await open('loods-settings')
    await admin.route(`${shop.wordpress.url}/*`, async (route) => {
      if (!/\/(\?loods-check=\d+)?$/.test(route.request().url())) return route.continue()
      const answer = await route.fetch()
      const text = await answer.text()
      const changed =
        'change' in how ? how.change() : 'from' in how ? text.replace(how.from, how.to) : text
      const headers = {
        ...answer.headers(),
        ...('csp' in how && { 'content-security-policy': how.csp }),
      }
      await route.fulfill({ response: answer, body: changed, headers })
    })
    await admin.getByRole('button', { name: 'Controleer mijn winkel' }).click()
    await admin.getByText(words).first().waitFor()
    await admin.unrouteAll({ behavior: 'wait' })
  })

  it('hide the chat by address and by role', async () => {
    await open('loods-settings')
    await admin
      .getByLabel('Maar niet op deze adressen')
      .fill('/hello-*\nhttps://x.example/blog/?a=1')
    await admin
      .getByLabel('Beheerder', { exact: true })
      .or(admin.getByLabel('Administrator'))
      .uncheck()
    await admin.getByRole('button', { name: 'Opslaan' }).click()
    await admin.getByText('Opgeslagen.').waitFor()
    expect(await html('/hello-world/')).not.toContain('loods')
    expect(await html('/sample-page/')).toContain('loader.js')
    await admin.goto(`${shop.wordpress.url}/sample-page/`)
    expect(await admin.content()).not.toContain('loods-page')
    expect(await ask("get_option( 'loods_settings' )['hidden_paths']")).toEqual([
      '/hello-*',
      '/blog/',
    ])
    await ask("update_option( 'loods_settings', loods_default_settings() )")
  })

  it('let the chat wait for the WP Consent API', async () => {
    await ask("update_option( 'loods_settings', array( 'consent' => true ) )")
    const page = await (await shop.browser.newContext({ ...DESK, locale: 'nl-NL' })).newPage()
    await page.addInitScript('window.allowed = false; window.wp_has_consent = () => window.allowed')
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`${shop.wordpress.url}/hello-world/`, { waitUntil: 'load' })
    expect(
      asked.filter((url) => url.includes('loader.js') || url.startsWith(shop.relay.url)),
    ).toEqual([])
    await page.evaluate(
      "window.allowed = true; document.dispatchEvent(new CustomEvent('wp_listen_for_consent_change'))",
    )
    await page.getByRole('button', { name: /^Chat/ }).waitFor()
    await ask("update_option( 'loods_settings', loods_default_settings() )")
  })
})

/**
 * A shop in two languages, Dutch under /nl/: what Polylang and WPML offer other plugins, and do to
 * addresses and to the language of a page. Which of the two is there, an option says.
 */
const TRANSLATORS = `
  $folder = preg_match( '#^/nl(/|$)#', $_SERVER['REQUEST_URI'] ?? '' ) ? '/nl' : '';
  $translator = is_admin() || wp_is_serving_rest_request() ? '' : get_option( 'translator', '' );
  if ( 'polylang' === $translator ) {
    function pll_current_language( $field = 'slug' ) {
      $dutch = 'nl_NL' === get_locale();
      return 'locale' === $field ? ( $dutch ? 'nl_NL' : 'en_US' ) : ( $dutch ? 'nl' : 'en' );
    }
  }
  if ( 'wpml' === $translator ) {
    add_filter( 'wpml_current_language', fn() => $folder ? 'nl' : 'en' );
    add_filter( 'home_url', fn( $url ) => $folder ? rtrim( $url, '/' ) . '/nl/' : $url );
  }
  if ( $translator && $folder ) {
    add_filter( 'locale', fn() => 'nl_NL' );
    add_filter( 'do_parse_request', function ( $do ) {
      $_SERVER['REQUEST_URI'] = substr( $_SERVER['REQUEST_URI'], 3 );
      return $do;
    } );
    add_action( 'parse_request', function () {
      $_SERVER['REQUEST_URI'] = '/nl' . $_SERVER['REQUEST_URI'];
      remove_action( 'template_redirect', 'redirect_canonical' );
    } );
  }`

describe.each(['polylang', 'wpml'])('a shop in two languages by %s', (translator) => {
  beforeAll(async () => {
    shop.wordpress.mustUse('translators', TRANSLATORS)
    await ask(`update_option( 'translator', '${translator}' )`)
  })
  afterAll(async () => {
    await ask("delete_option( 'translator' )")
    await ask("update_option( 'loods_settings', loods_default_settings() )")
  })

  it.each([
    ['/sample-page/', 'en', /message/i],
    ['/nl/sample-page/', 'nl', /bericht/i],
  ])('has a chat at %s that speaks %s', async (path, language, box) => {
    const page = await (await shop.browser.newContext({ ...DESK, locale: 'de-DE' })).newPage()
    await page.goto(shop.wordpress.url + path)
    const facts = (await page.locator('#loods-page').textContent()) ?? ''
    expect(JSON.parse(facts)).toMatchObject({ language })
    await page.getByRole('button', { name: /^Chat/ }).click()
    await page.getByRole('textbox', { name: box }).last().waitFor()
  })

  it.each([
    ['/sample-page', [false, false]],
    ['/nl/*', [true, false]],
  ])('hides it at %s as one would think', async (pattern, shown) => {
    await ask(`update_option( 'loods_settings', array( 'hidden_paths' => array( '${pattern}' ) ) )`)
    const pages = await Promise.all(['/sample-page/', '/nl/sample-page/'].map(html))
    expect(pages.map((text) => text.includes('loader.js'))).toEqual(shown)
    expect(pages.map((text) => /<html[^>]* lang="(..)/.exec(text)?.[1])).toEqual(['en', 'nl'])
  })
})

describe('the code for the phone', () => {
  it('opens the inbox there, signed in', async () => {
    await open('loods-phone')
    const answer = admin.waitForResponse((response) => response.url().includes('/loods/v1/phone'))
    await admin.getByRole('button', { name: 'Toon de code' }).click()
    const { url } = (await (await answer).json()) as { url: string }
    await admin.getByRole('img', { name: 'Code die de inbox op je telefoon opent' }).waitFor()
    await screenshot(admin, 'wordpress-phone-code')
    const phone = await (await shop.browser.newContext({ ...PHONE, locale: 'nl-NL' })).newPage()
    await phone.goto(url)
    await phone.getByRole('button', { name: 'Log in op deze telefoon' }).waitFor()
    await screenshot(phone, 'phone-sign-in')
    await phone.getByRole('button', { name: 'Log in op deze telefoon' }).click()
    await phone.locator('nav').first().waitFor()
    expect(phone.url()).not.toContain('phone=')
  })
})

describe('the number of waiting shoppers', () => {
  it('comes by the heartbeat to who may answer, and asks the relay at most twice a minute', async () => {
    await writes('Past deze lamp?', 'kim@klant.example')
    const beat =
      "apply_filters( 'heartbeat_received', array(), array( 'loods' => true ), 'dashboard' )"
    // The pages that were open before may have beaten already.
    await ask("delete_transient( 'loods_waiting' )")
    expect(await ask(beat)).toEqual({ loods: 1 })
    const before = shop.wordpress.requests().length
    expect(await ask(beat)).toEqual({ loods: 1 })
    expect(await ask(beat, 0)).toEqual([])
    await admin.goto(`${shop.wordpress.url}/wp-admin/index.php`)
    await admin.locator('#toplevel_page_loods .awaiting-mod.count-1').first().waitFor()
    const later = shop.wordpress.requests().slice(before)
    expect(later.filter(({ url }) => url.startsWith(shop.relay.url))).toEqual([])
    await screenshot(admin, 'wordpress-menu-count')
  })
})

describe('WordPress’s privacy tools', () => {
  it('T73: export what is kept of an address, and what was said only where it is proven', async () => {
    await writes('Zilvervis in de doos', 'zilver@klant.example')
    const typed = JSON.stringify(await exported('zilver@klant.example'))
    expect(typed).toContain('zilver@klant.example')
    expect(typed).not.toContain('Zilvervis')
    await shop.relay.context.writer.run(async ({ db }) => {
      await db.updateTable('contacts').set({ verified_at: 1 }).execute()
      const contact = await db
        .selectFrom('contacts')
        .select(['id', 'site_id'])
        .where('email', '=', 'zilver@klant.example')
        .executeTakeFirstOrThrow()
      const order = { reference: 'x', state: 'paid', total: 5_990, refunded: 0, currency: 'EUR' }
      const times = { placed_at: Date.UTC(2026, 10, 22, 12), as_of: 1 }
      const whose = { site_id: contact.site_id, contact_id: contact.id }
      await db
        .insertInto('orders')
        .values({ ...order, ...times, ...whose })
        .execute()
    })
    const proven = JSON.stringify(await exported('zilver@klant.example'))
    expect(proven).toContain('Zilvervis in de doos')
    expect(proven).toContain('November 22, 2026, 59.90 EUR, paid')
  })

  it('erase it at the relay', async () => {
    const answer = await ask(
      `call_user_func( apply_filters( 'wp_privacy_personal_data_erasers', array() )['loods-live-chat']['callback'], 'zilver@klant.example', 1 )`,
    )
    expect(answer).toMatchObject({ items_removed: true, items_retained: false, done: true })
    expect(await exported('zilver@klant.example')).toEqual({ data: [], done: true })
  })

  it('say that nothing was erased when the relay is away', async () => {
    const answer = await ask(
      "call_user_func( function () { add_filter( 'pre_http_request', fn() => new WP_Error( 'away' ) ); return loods_erase_person( 'kim@klant.example' ); } )",
    )
    expect(answer).toMatchObject({ items_removed: false, items_retained: true, done: true })
  })
})

describe('the button in a page', () => {
  const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>'

  it('T58: is text and nothing else, whatever a contributor writes in it', async () => {
    const contributor = await shop.addUser('bo', 'contributor')
    const block = JSON.stringify({ text: HOSTILE, className: '"onmouseover="alert(3)' })
    const content = `[loods_chat text='${HOSTILE}'] [loods_chat text="a&quot; onclick=&quot;alert(4)"]\n<!-- wp:loods/chat-button ${block} /-->`
    const id = await ask(
      `wp_insert_post( array( 'post_status' => 'publish', 'post_title' => 'Vraag', 'post_name' => 'vraag', 'post_content' => ${JSON.stringify(content).replaceAll('$', '\\$')} ) )`,
      Number(contributor.id),
    )
    expect(id).toBeGreaterThan(0)
    const page = await (await shop.browser.newContext(DESK)).newPage()
    const alerts: string[] = []
    page.on('dialog', (dialog) => {
      alerts.push(dialog.message())
      void dialog.dismiss()
    })
    await page.goto(`${shop.wordpress.url}/vraag/`)
    const buttons = page.locator('[data-loods-open]')
    expect(await buttons.count()).toBe(3)
    expect(await buttons.locator('*').count()).toBe(0)
    const names = await buttons.evaluateAll((all) => all.flatMap((one) => one.getAttributeNames()))
    expect(new Set(names)).toEqual(new Set(['type', 'class', 'data-loods-open']))
    expect(alerts).toEqual([])
  })

  it('is a block of the editor, in the language of who writes', async () => {
    await admin.goto(`${shop.wordpress.url}/wp-admin/post-new.php`)
    const title = "window.wp?.blocks?.getBlockType('loods/chat-button')?.title"
    expect(await (await admin.waitForFunction(title)).jsonValue()).toBe('Chatknop')
  })

  it('opens the chat, and so does a link that ends in #chat', async () => {
    const page = await (await shop.browser.newContext({ ...DESK, locale: 'nl-NL' })).newPage()
    await page.goto(`${shop.wordpress.url}/vraag/`)
    await page.locator('[data-loods-open]').last().click()
    await page.getByRole('textbox').last().waitFor()
    const other = await (await shop.browser.newContext({ ...DESK, locale: 'nl-NL' })).newPage()
    await other.goto(`${shop.wordpress.url}/vraag/#chat`)
    await other.getByRole('textbox').last().waitFor()
    expect(shop.wordpress.debugLog()).toBe('')
  })
})

describe('T47, T55, T61: what shoppers write', () => {
  const ADDRESS = 'kwaad@klant.example'

  /** The corpus in a few messages. */
  function messages(): string[] {
    const size = Math.ceil(CORPUS.length / 6)
    return Array.from({ length: 6 }, (_, i) => CORPUS.slice(i * size, (i + 1) * size).join('\n'))
  }

  async function hostileShopper(): Promise<void> {
    const { key } = await site()
    const headers = { origin: shop.wordpress.url }
    const field = CORPUS.find((text) => text.includes('<img'))?.slice(0, 80) ?? ''
    const { secret } = await shop.relay.json<{ secret: string }>(`/widget/v1/${key}/visitors`, {
      headers,
      body: { context: { page: { url: shop.wordpress.url, title: field, kind: 'other' } } },
    })
    const call = { token: secret, headers }
    for (const text of [...messages(), 'Dat was alles.']) {
      await shop.relay.json(`/widget/v1/${key}/messages`, {
        ...call,
        body: { cid: nanoid(), text },
      })
    }
    const body = { name: field, email: ADDRESS }
    await shop.relay.json(`/widget/v1/${key}/identify`, { ...call, body })
  }

  it('is text in the inbox, where no policy of ours would stop a script', async () => {
    await hostileShopper()
    const page = await shop.signedIn()
    const odd: string[] = []
    page.on('dialog', (dialog) => {
      odd.push(dialog.message())
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      if (request.url().includes('evil.example')) odd.push(request.url())
    })
    await page.goto(`${shop.wordpress.url}/wp-admin/admin.php?page=loods`)
    await page.getByText('Dat was alles.').first().click()
    await page.locator('#loods-app [data-seq]').nth(6).waitFor()
    expect(odd).toEqual([])
    expect(await page.evaluate('window.__ran')).toBeUndefined()
  })

  it('is text in WordPress’s export', async () => {
    await shop.relay.context.writer.run(async ({ db }) => {
      await db.updateTable('contacts').set({ verified_at: 1 }).execute()
    })
    const { data } = (await exported(ADDRESS)) as { data: { data: { value: string }[] }[] }
    const values = data.flatMap((item) => item.data.map(({ value }) => value)).join('\n')
    expect(values).toContain('&lt;script&gt;')
    expect(values.replaceAll('<br />', '')).not.toContain('<')
  })
})

describe('updates', () => {
  it('come from the relay the plugin was downloaded from', async () => {
    const headers = 'get_plugin_data( LOODS_FILE, false, false )'
    const file = 'plugin_basename( LOODS_FILE )'
    const host = '127.0.0.1'
    expect(await ask(`${headers}['UpdateURI']`)).toBe(`${shop.relay.url}/`)
    expect(
      await ask(`apply_filters( 'update_plugins_${host}', false, ${headers}, ${file}, array() )`),
    ).toMatchObject({ version: '0.1.0', package: `${shop.relay.url}/download/loods-live-chat.zip` })
  })
})
