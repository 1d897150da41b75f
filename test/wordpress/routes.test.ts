import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop, type User } from './shop.ts'

/** Everybody who may knock at WordPress. */
const ROLES = ['anonymous', 'subscriber', 'contributor', 'editor', 'administrator'] as const
type Role = (typeof ROLES)[number]

/** Who gets in at each route; a route that is not here fails the test. */
const MAY: Record<string, readonly Role[]> = {
  'POST /loods/v1/start': ['administrator'],
  'GET /loods/v1/start': ['administrator'],
  'POST /loods/v1/move': ['administrator'],
  'POST /loods/v1/forget': ['administrator'],
  'POST /loods/v1/erase': ['administrator'],
  'POST /loods/v1/phone': ['administrator'],
  'POST /loods/v1/proof': ROLES,
  'POST /loods/v1/member-token': ['administrator'],
  'GET /loods/v1/status': ['administrator'],
}

let shop: Shop
const sessions = {} as Record<Role, Headers>

beforeAll(async () => {
  shop = await openShop()
  await shop.startChat()
  for (const role of ROLES) sessions[role] = await sessionOf(role)
}, 180_000)
afterAll(() => shop?.[Symbol.asyncDispose]())

/** Cookies and nonce of a signed-in user, as WordPress's own pages send them. */
async function sessionOf(role: Role): Promise<Headers> {
  if (role === 'anonymous') return new Headers()
  const user = await shop.addUser(`een-${role}`, role)
  const cookie = await cookiesOf(user)
  const nonce = await fetch(`${shop.wordpress.url}/wp-admin/admin-ajax.php?action=rest-nonce`, {
    headers: { cookie },
  })
  return new Headers({ cookie, 'x-wp-nonce': await nonce.text() })
}

async function cookiesOf({ login, password }: User): Promise<string> {
  const answer = await fetch(`${shop.wordpress.url}/wp-login.php`, {
    method: 'POST',
    headers: { cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
    body: new URLSearchParams({ log: login, pwd: password }),
    redirect: 'manual',
  })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return cookies.join('; ')
}

async function routes(): Promise<string[]> {
  const code = `$all = array();
    foreach ( rest_get_server()->get_routes( 'loods/v1' ) as $path => $handlers ) {
      foreach ( $handlers as $handler ) {
        foreach ( array_keys( $handler['methods'] ) as $method ) $all[] = "$method $path";
      }
    }
    echo wp_json_encode( $all );`
  const all = JSON.parse(await shop.wordpress.php(code)) as string[]
  // WordPress adds the index of the namespace itself.
  return all.filter((route) => route !== 'GET /loods/v1')
}

/** What a browser sends when another site makes it: the administrator's cookies, and no nonce. */
function forged(): Headers {
  return new Headers({ cookie: sessions.administrator.get('cookie') ?? '' })
}

/** The status with which WordPress answers at a route. */
async function knock(route: string, headers: Headers): Promise<number> {
  const [method = '', path = ''] = route.split(' ')
  const answer = await fetch(`${shop.wordpress.url}/wp-json${path}`, { method, headers })
  await answer.text()
  return answer.status
}

/** What WordPress answers at a path, read to its end. */
async function visit(path: string, init?: RequestInit): Promise<string> {
  return (await fetch(shop.wordpress.url + path, init)).text()
}

async function link(): Promise<unknown> {
  return JSON.parse(await shop.wordpress.php("echo wp_json_encode( get_option( 'loods_link' ) );"))
}

describe('T48, T54: the plugin’s routes', () => {
  it('are those on the list, and no other', async () => {
    expect((await routes()).sort()).toEqual(Object.keys(MAY).sort())
  })

  it.each(ROLES)('answer %s where the list says so, and nowhere else', async (role) => {
    for (const route of Object.keys(MAY)) {
      const status = await knock(route, sessions[role])
      const away = status === 401 || status === 403
      expect({ route, away }).toEqual({ route, away: !MAY[route]?.includes(role) })
    }
  })

  it('T54: have no twin behind admin-ajax or admin-post', async () => {
    const code = `$own = array();
      foreach ( array_keys( $GLOBALS['wp_filter'] ) as $hook ) {
        if ( preg_match( '/^(wp_ajax|admin_post)_.*loods/', $hook ) ) $own[] = $hook;
      }
      echo wp_json_encode( $own );`
    expect(JSON.parse(await shop.wordpress.php(code))).toEqual([])
  })
})

describe('T51, T52: the link to the relay', () => {
  it.each(['anonymous', 'subscriber', 'contributor', 'editor'] as const)(
    'is not changed by %s',
    async (role) => {
      const before = await link()
      expect([401, 403]).toContain(await knock('POST /loods/v1/start', sessions[role]))
      expect(await link()).toEqual(before)
    },
  )

  it('T53: is not changed by a forged request with an administrator’s cookies', async () => {
    const before = await link()
    expect(await knock('POST /loods/v1/start', forged())).toBe(401)
    const wrong = new Headers([...forged(), ['x-wp-nonce', '0123456789']])
    expect(await knock('POST /loods/v1/start', wrong)).toBe(403)
    expect(await link()).toEqual(before)
  })

  it('gives a proof to nobody unless Start was pressed just now', async () => {
    const answer = await fetch(`${shop.wordpress.url}/wp-json/loods/v1/proof`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ challenge: 'x'.repeat(43) }),
    })
    expect(answer.status).toBe(404)
  })
})

describe('T49, T53: settings', () => {
  it.each([
    'anonymous',
    'subscriber',
    'contributor',
    'editor',
    'another site in an administrator’s browser',
  ] as const)('are not changed by %s, by whatever door', async (who) => {
    const before = await shop.wordpress.php(
      "echo wp_json_encode( get_option( 'loods_settings' ) );",
    )
    const headers = who in sessions ? sessions[who as Role] : forged()
    const fields = new URLSearchParams({
      option_page: 'loods',
      action: 'update',
      'loods_settings[enabled]': '0',
      'loods_link[siteKey]': 'a'.repeat(20),
    })
    for (const door of [
      '/wp-admin/options.php',
      '/wp-admin/admin-post.php',
      '/wp-admin/admin-ajax.php',
      '/?loods_settings[enabled]=0',
    ]) {
      await visit(door, { method: 'POST', headers, body: fields })
    }
    const data = { loods_settings: { enabled: false } }
    await visit('/wp-json/wp/v2/settings', {
      method: 'POST',
      headers: new Headers([...headers, ['content-type', 'application/json']]),
      body: JSON.stringify(data),
    })
    const after = await shop.wordpress.php("echo wp_json_encode( get_option( 'loods_settings' ) );")
    expect(after).toBe(before)
  })

  it('T60: a site key that is not one never reaches a page', async () => {
    await shop.wordpress.php(
      `$link = get_option( 'loods_link' ); update_option( 'loods_kept', $link );
       $link['siteKey'] = '"><script>alert(1)</script>'; update_option( 'loods_link', $link );`,
    )
    expect(await visit('/')).not.toContain('loods')
    await shop.wordpress.php(
      "update_option( 'loods_link', get_option( 'loods_kept' ) ); delete_option( 'loods_kept' );",
    )
    expect(await visit('/')).toContain('loods')
  })
})

describe('a page of the shop', () => {
  it('holds the widget’s script and at most 300 bytes of facts, nothing of a visitor, and sets no cookie', async () => {
    const answer = await fetch(`${shop.wordpress.url}/hello-world/`)
    const html = await answer.text()
    const facts = /<script[^>]*id="loods-page"[^>]*>(.*?)<\/script>/s.exec(html)?.[0] ?? ''
    expect(facts).toContain('"kind":"other"')
    expect(facts.length).toBeLessThanOrEqual(300)
    const script = /<script[^>]+loader\.js[^>]*>/.exec(html)?.[0]
    expect(script).toMatch(/ defer /)
    expect(script).toMatch(/ data-site="[a-z0-9]{20}"/)
    expect(html.match(/<script[^>]+loods/g)?.length).toBe(2)
    expect(answer.headers.getSetCookie()).toEqual([])
    const again = await visit('/hello-world/')
    expect(again).toBe(html)
  })

  it('is the same for who is signed in, as far as the chat goes', async () => {
    const chat = async (headers: Headers) => {
      const html = await visit('/hello-world/', { headers })
      return html.match(/<script[^>]*loods[^>]*>.*?<\/script>/gs)
    }
    expect(await chat(sessions.subscriber)).toEqual(await chat(new Headers()))
  })

  it('asks the relay nothing', async () => {
    const before = shop.wordpress.requests().length
    await visit('/')
    expect(shop.wordpress.requests().length).toBe(before)
  })
})
