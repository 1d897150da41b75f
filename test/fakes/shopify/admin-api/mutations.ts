import { mayHear } from '../webhooks/topics.ts'
import type { Metafield } from '../world/shop.ts'
import { type Asking, demandScope } from './access.ts'
import { gid, parseGid } from './gid.ts'
import { subscriptionMutations } from './subscriptions.ts'
import { metafieldView, namespaceOf } from './views/installation-view.ts'

interface UserError {
  field: string[] | null
  message: string
  code: string
}

/** The fields of Mutation. */
export function mutations(asking: Asking): object {
  return {
    metafieldsSet: ({ metafields }: { metafields: MetafieldInput[] }) =>
      setMetafields(asking, metafields),
    webPixelCreate: ({ webPixel }: { webPixel: { settings: unknown } }) =>
      createPixel(asking, webPixel.settings),
    webPixelUpdate: ({ id, webPixel }: { id: string; webPixel: { settings: unknown } }) =>
      updatePixel(asking, id, webPixel.settings),
    webPixelDelete: ({ id }: { id: string }) => deletePixel(asking, id),
    ...subscriptionMutations(asking),
    appRevokeAccessScopes: ({ scopes }: { scopes: string[] }) => revokeScopes(asking, scopes),
  }
}

interface MetafieldInput {
  ownerId: string
  namespace?: string | null
  key: string
  type?: string | null
  value: string
}

const TYPES = [
  'boolean',
  'json',
  'multi_line_text_field',
  'number_integer',
  'single_line_text_field',
  'url',
]

/** App-data metafields: all of them, or none where one is refused. */
function setMetafields(asking: Asking, inputs: MetafieldInput[]): object {
  const userErrors = inputs.flatMap((input, index) =>
    problemsOf(asking, input).map(({ field, ...rest }) => ({
      ...rest,
      field: ['metafields', String(index), ...(field ?? [])],
      elementIndex: index,
    })),
  )
  if (userErrors.length > 0) return { metafields: [], userErrors }
  const now = asking.core.time.now()
  return {
    metafields: inputs.map((input) => metafieldView(store(asking, input), now)),
    userErrors,
  }
}

function problemsOf(asking: Asking, input: MetafieldInput): UserError[] {
  const owner = gid('AppInstallation', asking.installation.id)
  if (input.ownerId !== owner) {
    return [problem('ownerId', 'APP_NOT_AUTHORIZED', 'Owner does not belong to this app.')]
  }
  if (input.key.length < 2 || input.key.length > 64) {
    return [problem('key', 'TOO_SHORT', 'Key must be between 2 and 64 characters long.')]
  }
  if (!input.type) return [problem('type', 'BLANK', "Type can't be blank")]
  if (!TYPES.includes(input.type)) {
    return [problem('type', 'INCLUSION', 'Type is not included in the list')]
  }
  if (input.type === 'json' && !isJson(input.value)) {
    return [problem('value', 'INVALID_VALUE', 'Value is invalid JSON.')]
  }
  return input.value === '' ? [problem('value', 'BLANK', "Value can't be blank")] : []
}

function store({ core, installation }: Asking, input: MetafieldInput): Metafield {
  const namespace = namespaceOf(core.app.id, input.namespace)
  const { key, value, type } = input
  const known = installation.metafields.find((it) => it.namespace === namespace && it.key === key)
  const metafield = known ?? { id: core.ids.id(), namespace, key, type: '', value: '' }
  Object.assign(metafield, { value, type })
  if (!known) installation.metafields.push(metafield)
  return metafield
}

/** An app has one pixel in a shop. */
function createPixel(asking: Asking, settings: unknown): object {
  demandPixels(asking, 'webPixelCreate')
  const { core, installation } = asking
  if (installation.webPixel) {
    const message = 'Web pixel is taken.'
    return refusedPixel(problem('webPixel', 'TAKEN', message))
  }
  const refusal = problemOfSettings(asking, settings)
  if (refusal) return refusedPixel(refusal)
  installation.webPixel = { id: core.ids.id(), settings: textOf(settings) }
  return pixelPayload(asking)
}

function updatePixel(asking: Asking, id: string, settings: unknown): object {
  demandPixels(asking, 'webPixelUpdate')
  const { webPixel } = asking.installation
  if (webPixel?.id !== parseGid(id)?.id || !webPixel) return refusedPixel(noPixel())
  const refusal = problemOfSettings(asking, settings)
  if (refusal) return refusedPixel(refusal)
  webPixel.settings = textOf(settings)
  return pixelPayload(asking)
}

function deletePixel(asking: Asking, id: string): object {
  demandPixels(asking, 'webPixelDelete')
  const { installation } = asking
  if (!installation.webPixel || installation.webPixel.id !== parseGid(id)?.id) {
    return { deletedWebPixelId: null, userErrors: [noPixel()] }
  }
  installation.webPixel = undefined
  return { deletedWebPixelId: id, userErrors: [] }
}

function demandPixels(asking: Asking, field: string): void {
  demandScope(asking, field, 'write_pixels')
  demandScope(asking, field, 'read_customer_events')
}

function pixelPayload({ installation }: Asking): object {
  const { webPixel } = installation
  return {
    webPixel: webPixel && { id: gid('WebPixel', webPixel.id), settings: webPixel.settings },
    userErrors: [],
  }
}

function refusedPixel(error: UserError): object {
  return { webPixel: null, userErrors: [error] }
}

function noPixel(): UserError {
  return problem('id', 'NOT_FOUND', 'Web pixel not found.')
}

/** Settings must be exactly those that the extension's toml declares, as text. */
function problemOfSettings({ core }: Asking, settings: unknown): UserError | undefined {
  const text = textOf(settings)
  if (!isJson(text)) {
    return problem('settings', 'INVALID_CONFIGURATION_JSON', 'Settings is invalid JSON.')
  }
  const given = Object.entries(Object(JSON.parse(text)) as Record<string, unknown>)
  const declared = core.app.pixelSettings
  const fits =
    given.length === declared.length &&
    given.every(([name, value]) => declared.includes(name) && typeof value === 'string')
  if (fits) return undefined
  return problem('settings', 'INVALID_SETTINGS', 'Settings do not match the definition.')
}

function textOf(settings: unknown): string {
  return typeof settings === 'string' ? settings : JSON.stringify(settings)
}

function revokeScopes(asking: Asking, scopes: string[]): object {
  const { core, installation } = asking
  const refused = scopes.filter((it) => core.app.scopes.includes(it))
  if (refused.length > 0) {
    const message = 'Required scopes cannot be revoked.'
    return {
      revoked: null,
      userErrors: [problem('scopes', 'CANNOT_REVOKE_REQUIRED_SCOPES', message)],
    }
  }
  for (const scope of scopes) installation.scopes.delete(scope)
  installation.subscriptions = installation.subscriptions.filter(({ topic }) =>
    mayHear(installation, topic),
  )
  return { revoked: scopes.map((handle) => ({ handle, description: handle })), userErrors: [] }
}

function problem(field: string, code: string, message: string): UserError {
  return { field: [field], code, message }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
