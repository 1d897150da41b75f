import { describe, expect, it } from 'vitest'
import { startWordPress } from '../support/wordpress/wordpress.ts'

describe('a WordPress for tests', () => {
  it('serves a shop with pretty addresses, runs commands in it, and writes down what leaves', async () => {
    await using wordpress = await startWordPress({ title: 'Proef' })
    const home = await fetch(`${wordpress.url}/hello-world/`)
    expect(home.status).toBe(200)
    expect(await home.text()).toContain('Proef')
    expect(await wordpress.cli('core', 'version')).toMatch(/^7\./)
    await wordpress.php(`wp_remote_get( '${wordpress.url}/?asked' );`)
    const asked = { method: 'GET', url: `${wordpress.url}/?asked`, during: '' }
    expect(wordpress.requests()).toContainEqual(asked)
  })
})
