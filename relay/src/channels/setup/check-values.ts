import type { ChannelCheck, ValueCheck, ValueProblem } from '@loods/protocol'
import type { Meta, NumberFacts, TokenFacts } from './meta.ts'

/** Values as they were typed, without spaces around them. */
export interface Typed {
  externalId: string
  businessId: string
  token: string
  appSecret: string
}

/** What a channel can be made of. */
export interface Found {
  externalId: string
  businessId: string | null
  name: string
  address: string
  appId: string
  tokenUntil?: number
  quality?: NumberFacts['quality']
}

export interface Checked {
  check: ChannelCheck
  /** Only where nothing is wrong. */
  found?: Found
}

/** What a token must be allowed to do. */
export const SCOPES = {
  whatsapp: ['whatsapp_business_messaging', 'whatsapp_business_management'],
  messenger: ['pages_messaging', 'pages_manage_metadata'],
}

/** Looks at each of the four values of a number by requests, and puts right what was mixed up. */
export async function checkWhatsapp(meta: Meta, typed: Typed): Promise<Checked> {
  const secrets = await checkSecrets(meta, typed, SCOPES.whatsapp)
  const { facts } = secrets
  if (!facts) return { check: { ...secrets.check, ...idsBefore(typed) } }
  const ids = await findIds(meta, typed, facts)
  const check = { ...secrets.check, ...judgeIds(typed, ids) }
  const { number, account } = ids
  if (!number || !account || !isRight(check)) return { check }
  return {
    check,
    found: {
      ...ofToken(facts),
      ...ofNumber(number),
      externalId: number.id,
      businessId: account.id,
    },
  }
}

/** The same for a page: its token knows which page it is of. */
export async function checkMessenger(meta: Meta, typed: Typed): Promise<Checked> {
  const secrets = await checkSecrets(meta, typed, SCOPES.messenger)
  const { facts } = secrets
  const businessId: ValueCheck = { state: 'empty' }
  if (!facts) return { check: { ...secrets.check, ...idsBefore(typed), businessId } }
  const own = await meta.page(typed.externalId || 'me', typed.token)
  const page = own.ok || own.problem !== 'not_found' ? own : await meta.page('me', typed.token)
  const check = { ...secrets.check, externalId: judgePage(typed.externalId, page), businessId }
  if (!page.ok || !isRight(check)) return { check }
  const { id, name, username } = page.value
  return {
    check,
    found: { ...ofToken(facts), externalId: id, businessId: null, name, address: username || name },
  }
}

function judgePage(typed: string, page: Awaited<ReturnType<Meta['page']>>): ValueCheck {
  if (!page.ok) return typed === '' ? { state: 'empty' } : wrong(page.problem)
  return rightAs(typed, page.value.id, page.value.name)
}

interface SecretsChecked {
  check: Pick<ChannelCheck, 'token' | 'appSecret'>
  /** Only of a token that may do what it must. */
  facts?: TokenFacts
}

/** A token and the secret of the app it was made with. */
export async function checkSecrets(
  meta: Meta,
  { token, appSecret }: Pick<Typed, 'token' | 'appSecret'>,
  scopes: string[],
): Promise<SecretsChecked> {
  const later: ValueCheck = { state: appSecret === '' ? 'empty' : 'waiting' }
  if (token === '') return { check: { token: { state: 'empty' }, appSecret: later } }
  const asked = await meta.token(token)
  if (!asked.ok && !isSilent(asked.problem)) {
    return { check: { token: wrong(asked.problem), appSecret: later } }
  }
  // A token may be a good one and yet not be allowed to ask about itself.
  const facts = asked.ok ? asked.value : { appId: '', scopes, accounts: [] }
  const secret = appSecret === '' ? later : await checkSecret(meta, facts, token, appSecret)
  const missing = scopes.filter((scope) => !facts.scopes.includes(scope))
  if (missing.length > 0) {
    const check = { token: { ...wrong('permission'), missing }, appSecret: secret }
    return { check }
  }
  const good: ValueCheck = { state: 'good', ...(facts.until && { until: facts.until }) }
  return { check: { token: good, appSecret: secret }, facts }
}

function isSilent(problem: ValueProblem): boolean {
  return problem === 'not_found' || problem === 'permission'
}

async function checkSecret(
  meta: Meta,
  facts: TokenFacts,
  token: string,
  appSecret: string,
): Promise<ValueCheck> {
  if (facts.appId === '') return { state: 'unproven' }
  const proven = await meta.proveSecret(facts, token, appSecret)
  return proven.ok ? { state: 'good' } : wrong(proven.problem)
}

interface Ids {
  number?: NumberFacts
  account?: { id: string; numbers: NumberFacts[] }
  /** Why one of them is not known. */
  problem: ValueProblem
}

/** What the two ids are, whichever field they stand in; a number may be typed as people write it. */
async function findIds(meta: Meta, typed: Typed, facts: TokenFacts): Promise<Ids> {
  const { token, externalId, businessId } = typed
  const things = [await look(meta, externalId, token), await look(meta, businessId, token)]
  const problem = things.find((it) => it.problem === 'unreachable')?.problem ?? 'not_found'
  const number = things.find((it) => it.number)?.number
  const account =
    things.find((it) => it.account)?.account ??
    (await holderOf(meta, number?.id ?? externalId, token, facts))
  const named = number ?? account?.numbers.find((it) => isSamePhone(it.address, externalId))
  return { problem, ...(named && { number: named }), ...(account && { account }) }
}

type Thing = Partial<Ids>

async function look(meta: Meta, id: string, token: string): Promise<Thing> {
  if (id === '') return {}
  const number = await meta.number(id, token)
  if (number.ok) return { number: number.value }
  const numbers = await meta.numbersOf(id, token)
  if (numbers.ok) return { account: { id, numbers: numbers.value } }
  return { problem: number.problem }
}

/** The account with this number among those the token reaches. */
async function holderOf(
  meta: Meta,
  wanted: string,
  token: string,
  facts: TokenFacts,
): Promise<Ids['account']> {
  if (wanted === '') return undefined
  for (const id of facts.accounts) {
    const asked = await meta.numbersOf(id, token)
    const numbers = asked.ok ? asked.value : []
    const has = numbers.some((it) => it.id === wanted || isSamePhone(it.address, wanted))
    if (has) return { id, numbers }
  }
  return undefined
}

/** Whether two ways to write a number mean the same one: 06 12345678 and +31 6 12345678. */
function isSamePhone(one: string, other: string): boolean {
  const tail = (text: string) => text.replaceAll(/\D/g, '').replace(/^0+/, '').slice(-9)
  return tail(other).length === 9 && tail(one) === tail(other)
}

function judgeIds(
  { externalId, businessId }: Typed,
  { number, account, problem }: Ids,
): Pick<ChannelCheck, 'externalId' | 'businessId'> {
  return {
    externalId: judgeNumber(externalId, number, problem),
    businessId: judgeAccount(businessId, number, account, problem),
  }
}

function judgeNumber(
  typed: string,
  number: NumberFacts | undefined,
  problem: ValueProblem,
): ValueCheck {
  if (!number) return typed === '' ? { state: 'empty' } : wrong(problem)
  const found = `${number.name} · ${number.address}`
  if (!number.registered) return { ...wrong('unregistered'), found }
  return rightAs(typed, number.id, found)
}

function judgeAccount(
  typed: string,
  number: NumberFacts | undefined,
  account: Ids['account'],
  problem: ValueProblem,
): ValueCheck {
  if (!account) return typed === '' ? { state: 'empty' } : wrong(problem)
  if (number && !account.numbers.some(({ id }) => id === number.id)) return wrong('elsewhere')
  return rightAs(typed, account.id)
}

/** Right, as it was typed or in another place. */
function rightAs(typed: string, value: string, found?: string): ValueCheck {
  const put = typed === value ? { state: 'good' as const } : { state: 'put_right' as const, value }
  return { ...put, ...(found && { found }) }
}

export function wrong(problem: ValueProblem): ValueCheck {
  return { state: 'wrong', problem }
}

function idsBefore({
  externalId,
  businessId,
}: Typed): Pick<Checked['check'], 'externalId' | 'businessId'> {
  const before = (text: string): ValueCheck => ({ state: text === '' ? 'empty' : 'waiting' })
  return { externalId: before(externalId), businessId: before(businessId) }
}

/** Nothing is missing and nothing is wrong; the second id of a page does not exist. */
function isRight({ externalId, businessId, token, appSecret }: ChannelCheck): boolean {
  const fine = ({ state }: ValueCheck) => ['good', 'put_right', 'unproven'].includes(state)
  const ids = businessId.state === 'empty' ? [externalId] : [externalId, businessId]
  return [...ids, token, appSecret].every(fine)
}

function ofToken({ appId, until }: TokenFacts): Pick<Found, 'appId' | 'tokenUntil'> {
  return { appId, ...(until && { tokenUntil: until }) }
}

function ofNumber({
  name,
  address,
  quality,
}: NumberFacts): Pick<Found, 'name' | 'address' | 'quality'> {
  return { name, address, ...(quality && { quality }) }
}
