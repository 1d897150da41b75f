import type { Discount } from '../../world/catalogue.ts'
import type { Shop } from '../../world/shop.ts'
import { connection, type PageArguments } from '../connection.ts'
import { dateTime, gid } from '../gid.ts'
import type { Searchable } from '../search.ts'

export function discountSearch(now: number): Searchable<Discount> {
  return {
    text: ({ title, code }) => [title, code],
    fields: {
      id: ({ id }) => id,
      code: ({ code }) => code,
      title: ({ title }) => title,
      status: (it) => statusOf(it, now),
      starts_at: ({ startsAt }) => dateTime(startsAt),
      ends_at: ({ endsAt }) => endsAt && dateTime(endsAt),
    },
  }
}

export function discountView(shop: Shop, discount: Discount, now: number): object {
  const { code, startsAt, endsAt } = discount
  return {
    __typename: 'DiscountCodeNode',
    id: gid('DiscountCodeNode', discount.id),
    codeDiscount: {
      __typename: `DiscountCode${discount.kind}`,
      title: discount.title,
      summary: discount.summary,
      shortSummary: discount.summary,
      status: statusOf(discount, now),
      startsAt: dateTime(startsAt),
      endsAt: endsAt === undefined ? null : dateTime(endsAt),
      createdAt: dateTime(startsAt),
      updatedAt: dateTime(startsAt),
      usageLimit: discount.usageLimit ?? null,
      asyncUsageCount: discount.used,
      appliesOncePerCustomer: false,
      codes: (page: PageArguments) =>
        connection([discount], page, () => ({
          id: gid('DiscountRedeemCode', discount.id),
          code,
          asyncUsageCount: discount.used,
        })),
      codesCount: { count: 1, precision: 'EXACT' },
      shareableUrls: [
        {
          title: code,
          targetType: 'HOME',
          url: `https://${shop.primaryHost}/discount/${encodeURIComponent(code)}`,
        },
      ],
    },
  }
}

function statusOf({ startsAt, endsAt }: Discount, now: number): string {
  if (startsAt > now) return 'SCHEDULED'
  return endsAt !== undefined && endsAt <= now ? 'EXPIRED' : 'ACTIVE'
}
