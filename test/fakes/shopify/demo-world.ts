import { createTime } from '../shared/time.ts'
import { createShopify, type Shopify, type ShopifyOptions } from './create-shopify.ts'
import type { Shop } from './world/shop.ts'

/** A shop with products, a customer, an order and a discount, in which the app is not installed yet. */
export async function createDemoWorld(
  options: ShopifyOptions,
): Promise<{ shopify: Shopify; shop: Shop }> {
  const time = createTime({ running: true, startAt: Date.now() })
  const shopify = await createShopify({ time, ...options })
  const shop = shopify.addShop({ domain: 'lamp-en-linnen.myshopify.com', name: 'Lamp & Linnen' })
  shopify.addStaff(shop, { firstName: 'Tess', lastName: 'Bakker', email: 'tess@lampenlinnen.test' })
  shopify.addTheme(shop, { name: 'Sense' })
  shopify.addProduct(shop, {
    title: 'Linnen lampenkap',
    handle: 'linnen-lampenkap',
    variants: [
      { title: 'Naturel', price: '39.95', sku: 'KAP-N' },
      { title: 'Zwart', price: '44.95', sku: 'KAP-Z', stock: 0 },
    ],
  })
  shopify.addProduct(shop, { title: 'Wollen plaid', handle: 'wollen-plaid' })
  shopify.addDiscount(shop)
  shopify.addOrder(shop, { customer: shopify.addCustomer(shop) })
  return { shopify, shop }
}
