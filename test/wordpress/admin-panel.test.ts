import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVisitor } from '../../relay/src/testing/test-relay.ts'
import { screenshot } from '../support/chromium.ts'
import { openShop, type Shop } from './shop.ts'

/** What somebody else's plugins do to the admin panel, by a cookie: notices, and a language from the right. */
const OTHERS = `
  add_action( 'admin_notices', function () {
    if ( isset( $_COOKIE['others_notices'] ) ) {
      echo '<div class="update-nag">An old-fashioned nag.</div>';
      foreach ( range( 1, 9 ) as $n ) {
        echo "<div class='notice notice-warning is-dismissible'><p>Notice $n that nobody asked for.</p></div>";
      }
    }
  } );
  add_action( 'init', function () {
    if ( isset( $_COOKIE['others_rtl'] ) ) {
      $GLOBALS['wp_locale']->text_direction = 'rtl';
      wp_styles()->text_direction = 'rtl';
    }
  }, 0 );`

const SIZES = [
  ['desk', 1_440, 900],
  ['folded menu', 900, 700],
  ['tablet', 782, 1_000],
  ['phone', 390, 844],
] as const

let shop: Shop
let admin: Page

beforeAll(async () => {
  shop = await openShop()
  await shop.startChat()
  shop.wordpress.mustUse('others', OTHERS)
  await writes('Past deze lamp in een E27 fitting?')
  admin = await shop.signedIn()
  admin.setDefaultTimeout(15_000)
}, 180_000)
afterAll(() => shop?.[Symbol.asyncDispose]())

/** A shopper who waits for an answer. */
async function writes(text: string): Promise<void> {
  const [site] = await shop.relay.context.sites.all()
  const key = site?.key ?? ''
  const { secret } = await startVisitor(shop.relay, key)
  const body = { cid: `${text}-${'x'.repeat(20)}`.replace(/\W/g, '').slice(0, 30), text }
  const call = { token: secret, headers: { origin: shop.wordpress.url } }
  await shop.relay.json(`/widget/v1/${key}/messages`, { ...call, body })
}

async function openInbox(...cookies: string[]): Promise<void> {
  const context = admin.context()
  await context.clearCookies({ name: /^others_/ })
  const { url } = shop.wordpress
  await context.addCookies(cookies.map((name) => ({ name, value: '1', url })))
  await admin.goto('about:blank')
  await admin.goto(`${url}/wp-admin/admin.php?page=loods`)
  await admin.getByText('Past deze lamp').first().waitFor()
}

/** Edges of the inbox and of the window, in CSS pixels. */
function edges() {
  return admin.evaluate(() => {
    const { top, bottom, left, right } = (
      document.getElementById('loods-app') as HTMLElement
    ).getBoundingClientRect()
    const bar = document.getElementById('wpadminbar')?.getBoundingClientRect().bottom ?? 0
    const { innerWidth: width, innerHeight: height } = window
    const page = document.scrollingElement as Element
    return { top, bottom, left, right, bar, width, height, pageHeight: page.scrollHeight }
  })
}

describe('the inbox page', () => {
  it.each(SIZES)('fills what the admin panel leaves on a %s', async (_, width, height) => {
    await admin.setViewportSize({ width, height })
    await openInbox()
    const { top, bottom, right, bar, pageHeight } = await edges()
    expect([top, bottom, right]).toEqual([bar, height, width])
    expect(pageHeight).toBe(height)
  })

  it('stays where it is while a menu higher than the window scrolls', async () => {
    await admin.setViewportSize({ width: 1_280, height: 360 })
    await openInbox()
    await admin.mouse.move(640, 200)
    await admin.evaluate(() => scrollTo(0, 9_999))
    const { top, bottom, bar, height, pageHeight } = await edges()
    expect(pageHeight).toBeGreaterThan(height)
    expect(Math.abs(top - bar)).toBeLessThan(1)
    expect(Math.abs(bottom - height)).toBeLessThan(1)
  })

  it('keeps most of the window, whatever other plugins have to say above it', async () => {
    await admin.setViewportSize({ width: 390, height: 844 })
    await openInbox('others_notices')
    const { top, bottom, bar, height, pageHeight } = await edges()
    expect(pageHeight).toBe(height)
    expect(bottom - top).toBeGreaterThan((height - bar) * 0.6)
    await admin.getByText('Notice 1 that').waitFor()
    await screenshot(admin, 'wordpress-notices-phone')
    await admin.getByText('Past deze lamp').first().click()
    await admin.locator('textarea:visible').last().scrollIntoViewIfNeeded()
    expect((await edges()).bottom).toBeCloseTo(height, 0)
  })

  it('has one title, one main part, and a way past the menu that leaves a conversation open', async () => {
    await admin.setViewportSize({ width: 1_440, height: 900 })
    await openInbox()
    expect(await admin.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual(['Inbox'])
    expect(await admin.getByRole('main').count()).toBe(1)
    await admin.getByText('Past deze lamp').first().click()
    const answer = admin.locator('textarea:visible').last()
    await answer.waitFor()
    await admin.evaluate(() => {
      location.hash = '#wpbody-content'
    })
    await admin.keyboard.press('Tab')
    expect(await admin.evaluate(() => document.activeElement?.closest('#loods-app') !== null)).toBe(
      true,
    )
    await answer.waitFor()
  })

  it('takes its letters for commands only where nothing of WordPress is being typed in', async () => {
    await openInbox()
    await admin.keyboard.press('Control+k')
    const palette = admin.getByRole('combobox').first()
    await palette.waitFor()
    await admin.keyboard.type('j?e/')
    expect(await palette.inputValue()).toBe('j?e/')
    await admin.keyboard.press('Escape')
    await palette.waitFor({ state: 'detached' })
    expect(await admin.getByRole('dialog').count()).toBe(0)
    expect(admin.url()).not.toContain('/c/')
    await admin.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await admin.keyboard.press('j')
    await admin.locator('textarea:visible').last().waitFor()
    expect(admin.url()).toContain('/c/')
  })

  it('reads from the right where the admin panel does', async () => {
    await openInbox('others_rtl')
    const { left, right, width } = await edges()
    const menu = await admin.evaluate(
      () => document.getElementById('adminmenuwrap')?.getBoundingClientRect().left,
    )
    expect([left, right]).toEqual([0, menu])
    expect(menu).toBeLessThan(width)
    await admin.getByText('Past deze lamp').first().click()
    await admin.locator('textarea:visible').last().waitFor()
    await screenshot(admin, 'wordpress-inbox-rtl')
    await admin.setViewportSize({ width: 390, height: 844 })
    await screenshot(admin, 'wordpress-inbox-rtl-phone')
    await admin.setViewportSize({ width: 1_440, height: 900 })
  })
})

/** Pairs of colours that text is written in and on. */
const PAIRS = [
  ['--lo-sea', '--lo-paper'],
  ['--lo-sea', '--lo-ground'],
  ['--lo-sea', '--lo-sea-soft'],
  ['--lo-on-sea', '--lo-sea'],
  ['--lo-on-sea', '--lo-sea-2'],
  ['--rail-ink', '--rail'],
] as const

/** Colours of WordPress's own schemes, and what a scheme of somebody else could bring at worst. */
const SCHEMES = ['#3858e9', '#0085ba', '#096484', '#46403c', '#523f6d', '#e14d43', '#627c83']
const WORST = ['#dd823b', '#ffff00', '#00ff00', '#0000ff', '#ff00ff', '#ffffff', '#000000']

/** The least contrast (WCAG 2.2, relative luminance) of these pairs in the inbox, with a colour of the scheme. */
function leastContrast(scheme: string, theme: string) {
  return admin.evaluate(
    ({ scheme, theme, pairs }) => {
      const host = document.querySelector<HTMLElement>('#loods-app > div')
      if (!host?.shadowRoot) throw new Error('no inbox')
      document.body.style.setProperty('--wp-admin-theme-color', scheme)
      host.dataset.theme = theme
      const probe = host.shadowRoot.appendChild(document.createElement('i'))
      const paper = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
      if (!paper) throw new Error('no canvas')
      const luminance = (name: string) => {
        probe.style.color = `var(${name})`
        paper.fillStyle = getComputedStyle(probe).color
        paper.fillRect(0, 0, 1, 1)
        const [r = 0, g = 0, b = 0] = [...paper.getImageData(0, 0, 1, 1).data].map((value) => {
          const part = value / 255
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const contrasts = pairs.map(([on, under]) => {
        const [light = 0, dark = 0] = [luminance(on), luminance(under)].sort((a, b) => b - a)
        return (light + 0.05) / (dark + 0.05)
      })
      probe.remove()
      return Math.min(...contrasts)
    },
    { scheme, theme, pairs: PAIRS },
  )
}

describe('the colours of the inbox', () => {
  it('are those of the member’s admin scheme', async () => {
    await openInbox()
    const hue = () =>
      admin.evaluate(() => {
        const host = document.querySelector('#loods-app > div')
        const current = host?.shadowRoot?.querySelector('.rail-link[aria-current]')
        return Number(
          getComputedStyle(current as Element).color.match(/oklch\(\S+ \S+ (\S+)\)/)?.[1],
        )
      })
    const modern = await hue()
    await shop.wordpress.cli('user', 'meta', 'update', '1', 'admin_color', 'midnight')
    await openInbox()
    expect(modern).toBeGreaterThan(200)
    expect(await hue()).toBeLessThan(60)
    await screenshot(admin, 'wordpress-inbox-midnight')
    await shop.wordpress.cli('user', 'meta', 'delete', '1', 'admin_color')
  })

  it.each(['light', 'dark'])('can be read, %s, in whatever scheme', async (theme) => {
    await openInbox()
    for (const scheme of [...SCHEMES, ...WORST]) {
      const least = await leastContrast(scheme, theme)
      expect({ scheme, readable: least >= 4.5, least }).toMatchObject({ scheme, readable: true })
    }
  })
})

describe('the look of the chat', () => {
  it('is shown beside its settings, in the admin panel too', async () => {
    await openInbox()
    await admin.evaluate(() => {
      location.hash = '#/settings/widget'
    })
    const frame = admin.frameLocator('.preview-frame iframe').first()
    await frame.locator('loods-chat .panel header').waitFor()
    await screenshot(admin, 'wordpress-preview')
  })
})

describe('the settings in the inbox', () => {
  it('ask for nothing the admin panel does already: no line to paste, no password', async () => {
    await openInbox()
    const at = (page: string) =>
      admin.evaluate((to) => {
        location.hash = to
      }, `#/settings/${page}`)
    await at('install')
    await admin.getByRole('heading', { name: 'The chat in your shop' }).waitFor()
    expect(await admin.getByText('<script').count()).toBe(0)
    await at('profile')
    await admin.getByLabel('Your name').waitFor()
    expect(await admin.getByRole('button', { name: /password/i }).count()).toBe(0)
    expect(await admin.locator('.page-list').getByText('On your phone').count()).toBe(0)
  })
})

describe('the number beside the menu item', () => {
  const bubble = (count: number) =>
    admin.locator(`#toplevel_page_loods .awaiting-mod.count-${count}`).first()

  it('changes on any page of the admin panel, by WordPress’s heartbeat', async () => {
    await admin.goto(`${shop.wordpress.url}/wp-admin/index.php`)
    const beat = () =>
      admin.evaluate(() =>
        (
          window as unknown as { wp: { heartbeat: { connectNow(): void } } }
        ).wp.heartbeat.connectNow(),
      )
    await beat()
    await bubble(1).waitFor()
    await writes('Wanneer komt mijn bestelling?')
    // What was heard is good for half a minute; this is after it.
    await shop.wordpress.cli('transient', 'delete', 'loods_waiting')
    await beat()
    await bubble(2).waitFor()
    const every = () =>
      (window as unknown as { wp: { heartbeat: { interval(): number } } }).wp.heartbeat.interval()
    expect(await admin.evaluate(every)).toBe(30)
  })

  it('changes at once in the inbox, and falls with an answer, not with a look', async () => {
    await openInbox()
    await bubble(2).waitFor()
    await writes('Kan ik met iDEAL betalen?')
    await bubble(3).waitFor()
    await admin.getByText('Kan ik met iDEAL betalen?').first().click()
    const answer = admin.locator('textarea:visible').last()
    await answer.fill('Ja, dat kan.')
    await bubble(3).waitFor()
    await answer.press('Enter')
    await bubble(2).waitFor()
  })
})
