import { type Language, ordersQuery } from '@loods/protocol'
import * as v from 'valibot'
import type { ShopQuestion } from '../../relay/src/hosts/connector.ts'
import type { AdminApi } from './admin-api/admin-api.ts'
import { dataOf } from './admin-api/refusal.ts'
import { COUPONS, type CouponsAnswer, couponsQuestion, toCouponCards } from './catalogue/coupons.ts'
import {
  PRODUCTS,
  type ProductsAnswer,
  productsQuestion,
  toProductCards,
} from './catalogue/products.ts'
import {
  ORDERS,
  type OrdersAnswer,
  orderByName,
  ordersOfCustomer,
  theOneNamed,
  toShownOrder,
} from './orders/shown-orders.ts'

export interface AnswererDeps {
  api: AdminApi
  language(siteId: string): Promise<Language>
  /** Where the shop's admin panel is, such as `https://admin.shopify.com/store/lampen`. */
  adminPanel(siteId: string): Promise<string>
}

/** Answers one kind of question; `body` is what the member's side sends. */
export type Answerer = (siteId: string, body: object) => Promise<unknown>

const search = v.object({ search: v.string() })

/** How a Shopify shop answers what members ask of it. @throws RelayError as AskShop does */
export function createAnswerers({
  api,
  language,
  adminPanel,
}: AnswererDeps): Partial<Record<ShopQuestion, Answerer>> {
  const ask = async <T>(siteId: string, document: string, variables: Record<string, unknown>) =>
    dataOf(await api.query<T>(siteId, document, variables))
  return {
    async products(siteId, body) {
      const words = v.parse(search, body).search
      const found = await ask<ProductsAnswer>(siteId, PRODUCTS, productsQuestion(words))
      return { products: toProductCards(found, await language(siteId)) }
    },
    async coupons(siteId, body) {
      const words = v.parse(search, body).search
      const found = await ask<CouponsAnswer>(siteId, COUPONS, couponsQuestion(words))
      return { coupons: toCouponCards(found) }
    },
    async orders(siteId, body) {
      const wanted = v.parse(ordersQuery, body)
      const byName = 'number' in wanted
      const question = byName ? orderByName(wanted.number) : ordersOfCustomer(wanted.customer)
      const { orders } = await ask<OrdersAnswer>(siteId, ORDERS, question)
      const found = byName ? [theOneNamed(orders.nodes, wanted.number)] : orders.nodes
      const panel = await adminPanel(siteId)
      const words = await language(siteId)
      return {
        orders: found.flatMap((order) => (order ? [toShownOrder(order, panel, words)] : [])),
      }
    },
  }
}
