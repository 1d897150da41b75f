import { CATALOGUE_PAGE, type CouponCard } from '@loods/protocol'
import { graphql } from '../admin-api/admin-api.ts'
import { searchWords } from '../admin-api/search-words.ts'

/** Discounts with a code that can be used now. Needs read_discounts. */
export const COUPONS = graphql`
  query Coupons($first: Int!, $query: String) {
    codeDiscountNodes(first: $first, query: $query, sortKey: CREATED_AT, reverse: true) {
      nodes {
        codeDiscount {
          ... on DiscountCodeBasic {
            title
            summary
            status
            usageLimit
            asyncUsageCount
            codes(first: 1) {
              nodes {
                code
              }
            }
          }
          ... on DiscountCodeBxgy {
            title
            summary
            status
            usageLimit
            asyncUsageCount
            codes(first: 1) {
              nodes {
                code
              }
            }
          }
          ... on DiscountCodeFreeShipping {
            title
            summary
            status
            usageLimit
            asyncUsageCount
            codes(first: 1) {
              nodes {
                code
              }
            }
          }
        }
      }
    }
    shop {
      primaryDomain {
        url
      }
    }
  }
`

/** Discounts of an app's own kind come without fields. */
interface Discount {
  title?: string
  summary?: string
  status?: string
  usageLimit?: number | null
  asyncUsageCount?: number
  codes?: { nodes: Array<{ code: string }> }
}

export interface CouponsAnswer {
  codeDiscountNodes: { nodes: Array<{ codeDiscount: Discount }> }
  shop: { primaryDomain: { url: string } }
}

/** @param search what a member typed; undefined for the newest */
export function couponsQuestion(search = '') {
  return { first: CATALOGUE_PAGE, query: ['status:active', ...searchWords(search)].join(' AND ') }
}

/** What can be used now, as cards. Their link puts the code on the cart by itself. */
export function toCouponCards({ codeDiscountNodes, shop }: CouponsAnswer): CouponCard[] {
  return codeDiscountNodes.nodes.flatMap(({ codeDiscount }) => {
    const { title = '', summary, status, codes } = codeDiscount
    const code = codes?.nodes[0]?.code
    if (!code || status !== 'ACTIVE' || isUsedUp(codeDiscount)) return []
    const url = new URL(`/discount/${encodeURIComponent(code)}`, shop.primaryDomain.url)
    return [{ kind: 'coupon', code, title: summary || title, url: url.href }]
  })
}

function isUsedUp({ usageLimit, asyncUsageCount = 0 }: Discount): boolean {
  return usageLimit != null && asyncUsageCount >= usageLimit
}
