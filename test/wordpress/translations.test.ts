import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'
import { makePot } from '../../scripts/make-pot.ts'
import { translationFiles } from '../../scripts/translations.ts'
import { wordPressParts } from '../support/wordpress/builds.ts'

const PLUGIN = `${ROOT}wordpress-plugin/`
const DUTCH = 'languages/loods-live-chat-nl_NL'

function textsOf(po: string): string[] {
  const joined = po.replace(/"\n"/g, '')
  return [...joined.matchAll(/^msgid "(.+)"$/gm)].map(([, text = '']) => text).sort()
}

describe('the plugin’s texts', () => {
  it('are all in the .pot, which the build writes with --pot', () => {
    const pot = readFileSync(`${PLUGIN}languages/loods-live-chat.pot`, 'utf8')
    expect(textsOf(pot)).toEqual(textsOf(makePot(PLUGIN, wordPressParts('current').cli)))
  })

  it('are all in Dutch, and nothing that is said no longer is', () => {
    const po = readFileSync(`${PLUGIN + DUTCH}.po`, 'utf8')
    const pot = readFileSync(`${PLUGIN}languages/loods-live-chat.pot`, 'utf8')
    expect(textsOf(po)).toEqual(textsOf(pot))
    expect(po.match(/^msgstr ""$/gm)).toHaveLength(1)
  })

  it('keep their placeholders in Dutch', () => {
    const po = readFileSync(`${PLUGIN + DUTCH}.po`, 'utf8')
    const marks = (text: string) => (text.match(/%(\d\$)?[sd]|<\/?b>/g) ?? []).sort()
    for (const [, from = '', to = ''] of po.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm)) {
      expect({ from, marks: marks(to) }).toEqual({ from, marks: marks(from) })
    }
  })

  it('reach PHP and every script of the plugin', () => {
    const files = Object.keys(translationFiles(PLUGIN))
    expect(files).toContain(`${DUTCH}.mo`)
    for (const script of ['start', 'inbox', 'settings', 'phone', 'plugins', 'block']) {
      expect(files).toContain(`${DUTCH}-loods-${script}.json`)
    }
  })
})
