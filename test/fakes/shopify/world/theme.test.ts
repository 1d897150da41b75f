import { expect, test } from 'vitest'
import { aStage } from '../testing/stage.ts'
import { embedsOn } from './theme.ts'

test('an app embed is switched on and off in the settings of one theme', async () => {
  await using stage = await aStage()
  const { shopify, shop } = stage
  const [dawn] = shop.themes
  const other = shopify.addTheme(shop, { name: 'Sense' })
  if (!dawn) throw new Error('no theme')
  shopify.setEmbed(shop, 'chat', true)
  expect(embedsOn(dawn).map(({ type }) => type)).toEqual([
    `shopify://apps/loods/blocks/chat/${shopify.app.extensionUid}`,
  ])
  expect(embedsOn(other)).toEqual([])
  shopify.setEmbed(shop, 'chat', false)
  expect(embedsOn(dawn)).toEqual([])
  expect(dawn.files.get('config/settings_data.json')).toMatch(/^\/\*[\s\S]+"disabled": true/)
})

test('publishing another theme leaves what was switched on behind', async () => {
  await using stage = await aStage()
  const { shopify, shop, theApp } = stage
  shopify.setEmbed(shop, 'chat', true)
  const sense = shopify.addTheme(shop, { name: 'Sense' })
  await shopify.publishTheme(shop, sense)
  expect(shop.themes.map(({ name, role }) => [name, role])).toEqual([
    ['Dawn', 'UNPUBLISHED'],
    ['Sense', 'MAIN'],
  ])
  expect(embedsOn(sense)).toEqual([])
  expect(JSON.parse(theApp.caught[0]?.body ?? '')).toMatchObject({ name: 'Sense', role: 'main' })
})
