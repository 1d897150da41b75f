import { id, type OrderReport, type OrderState } from '@loods/protocol'
import * as v from 'valibot'
import { inMinorUnits } from '../money.ts'

/** Ids are text here: they may be larger than a number holds. */
const number = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger())]),
  v.transform(String),
  v.regex(/^\d{1,30}$/),
)
const time = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number(),
  v.minValue(1),
)
const amount = v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/))

/** What we read of an order in the webhooks `orders/*`; what is protected may be absent or null. */
const orderPayload = v.object({
  id: number,
  created_at: time,
  updated_at: time,
  cancelled_at: v.nullish(v.string()),
  financial_status: v.nullish(v.string()),
  total_price: amount,
  total_price_set: v.fallback(
    v.optional(v.object({ presentment_money: v.object({ amount }) })),
    undefined,
  ),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  test: v.nullish(v.boolean()),
  customer: v.nullish(v.object({ id: v.nullish(number) })),
  note_attributes: v.fallback(
    v.array(v.object({ name: v.string(), value: v.nullish(v.string()) })),
    [],
  ),
  refunds: v.fallback(
    v.array(
      v.object({
        transactions: v.fallback(
          v.array(
            v.object({
              ...{ kind: v.string(), status: v.string(), amount },
              currency: v.fallback(v.optional(v.string()), undefined),
            }),
          ),
          [],
        ),
      }),
    ),
    [],
  ),
})
export type OrderPayload = v.InferOutput<typeof orderPayload>

/** What Shopify's `financial_status` comes down to; what is authorised is captured when it is sent. */
const STATES: Record<string, OrderState> = {
  pending: 'open',
  partially_paid: 'open',
  authorized: 'paid',
  paid: 'paid',
  partially_refunded: 'paid',
  refunded: 'refunded',
  voided: 'cancelled',
  expired: 'failed',
}

/** What the widget names the conversation in, in the cart. */
const MARK = '_loods'

/**
 * The conversation an order's cart names. Any page, app or person with the cart can have written it: it is
 * good for telling members, and proves nothing.
 */
export function conversationNamed(payload: unknown): string | undefined {
  const read = v.safeParse(orderPayload, payload)
  const attributes = read.success ? read.output.note_attributes : []
  const named = attributes.find(({ name }) => name === MARK)?.value
  return v.is(id, named) ? named : undefined
}

/**
 * What an order of a webhook means to us, as of the moment Shopify last changed it: webhooks come twice and
 * in any order, and repeat what was so at first.
 * @param nameOf gives an order's reference by its number
 * @param triggeredAt milliseconds; tells apart what changed in one second, since orders know no more
 * @returns undefined for what is no order of a customer
 */
export function toOrderReport(
  payload: unknown,
  nameOf: (number: string) => string,
  triggeredAt: number,
): OrderReport | undefined {
  const read = v.safeParse(orderPayload, payload)
  if (!read.success || read.output.test) return undefined
  const { id, currency, total_price, created_at, updated_at, customer } = read.output
  return {
    reference: nameOf(id),
    state: stateOf(read.output),
    total: inMinorUnits({ amount: total_price, currencyCode: currency }),
    refunded: refundedOf(read.output),
    currency,
    placedAt: created_at,
    asOf: updated_at + Math.min(Math.max(0, triggeredAt - updated_at), 999),
    ...(customer?.id && { customer: customer.id }),
  }
}

function stateOf({ cancelled_at, financial_status }: OrderPayload): OrderState {
  if (financial_status === 'refunded') return 'refunded'
  if (cancelled_at) return 'cancelled'
  return STATES[financial_status ?? ''] ?? 'open'
}

/**
 * What was really paid back: in the shop's currency where the shopper paid in it, else as large a part of
 * the order as it was in theirs.
 */
function refundedOf({
  refunds,
  currency,
  total_price,
  total_price_set: set,
}: OrderPayload): number {
  const total = inMinorUnits({ amount: total_price, currencyCode: currency })
  const paid = Number(set?.presentment_money.amount ?? 0)
  const toMinor = ({
    amount,
    currency: theirs = currency,
  }: {
    amount: string
    currency?: string | undefined
  }) =>
    theirs === currency || paid === 0
      ? inMinorUnits({ amount, currencyCode: currency })
      : Math.round((total * Number(amount)) / paid)
  return refunds
    .flatMap(({ transactions }) => transactions)
    .filter(({ kind, status }) => kind === 'refund' && status === 'success')
    .reduce((sum, transaction) => sum + toMinor(transaction), 0)
}
