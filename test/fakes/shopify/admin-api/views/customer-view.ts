import { type Customer, cents, money, type Order, totalOf } from '../../world/sales.ts'
import { type Asking, approved, demandApproval } from '../access.ts'
import { connection, type PageArguments } from '../connection.ts'
import { dateTime, gid } from '../gid.ts'
import type { Searchable } from '../search.ts'

export const CUSTOMER_SEARCH: Searchable<Customer> = {
  text: ({ firstName, lastName, email, phone }) => [firstName, lastName, email, phone],
  fields: {
    id: ({ id }) => id,
    email: ({ email }) => email,
    phone: ({ phone }) => phone,
    first_name: ({ firstName }) => firstName,
    last_name: ({ lastName }) => lastName,
  },
}

/**
 * @param orderView how an order of theirs is shown
 * @throws where the app is not approved for customer data at all
 */
export function customerView(
  asking: Asking,
  customer: Customer,
  orderView: (asking: Asking, order: Order) => object,
): object {
  demandApproval(asking, 'Customer')
  const { core, shop } = asking
  const { firstName, lastName, email, phone } = customer
  const orders = shop.orders.filter((it) => it.customer === customer)
  const last = orders.at(-1)
  return {
    __typename: 'Customer',
    id: gid('Customer', customer.id),
    legacyResourceId: String(customer.id),
    displayName: () => displayName(asking, customer),
    firstName: () => approved(asking, 'name', 'firstName', firstName),
    lastName: () => approved(asking, 'name', 'lastName', lastName),
    email: () => approved(asking, 'email', 'email', email),
    defaultEmailAddress: () =>
      approved(asking, 'email', 'defaultEmailAddress', email && { emailAddress: email }),
    phone: () => approved(asking, 'phone', 'phone', phone),
    defaultPhoneNumber: () =>
      approved(asking, 'phone', 'defaultPhoneNumber', phone && { phoneNumber: phone }),
    locale: customer.locale,
    createdAt: dateTime(customer.createdAt),
    updatedAt: dateTime(core.time.now()),
    numberOfOrders: String(orders.length),
    amountSpent: { amount: spentOn(orders), currencyCode: shop.currencyCode },
    orders: (page: PageArguments) => connection(orders, page, (it) => orderView(asking, it)),
    lastOrder: () => (last ? orderView(asking, last) : null),
    note: null,
    tags: [],
    state: 'ENABLED',
    verifiedEmail: true,
  }
}

/** What may not be seen is left out of it: this field cannot be null. */
function displayName({ core }: Asking, { firstName, lastName, email }: Customer): string {
  const { protectedData } = core.app
  const name = [firstName, lastName].filter(Boolean).join(' ')
  if (protectedData.has('name') && name) return name
  return (protectedData.has('email') && email) || ''
}

function spentOn(orders: Order[]): string {
  return money(orders.reduce((sum, it) => sum + cents(totalOf(it)), 0))
}
