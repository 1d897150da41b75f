import type {
  Language,
  Manners,
  PromptVariant,
  SiteSettings,
  SiteSettingsChange,
  Trigger,
  WidgetConfig,
} from '@loods/protocol'
import { textOn } from '@loods/protocol/contrast'
import { launcherIcons } from '@loods/protocol/launcher-icons'
import { DEFAULT_MANNERS } from '@loods/protocol/manners'
import { customAlphabet, nanoid } from 'nanoid'
import { seal, unseal } from '../crypto/seal.ts'
import { mintSecret } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import { fromJson, toJson } from '../db/json.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import {
  findFirstSite,
  findSite,
  findSiteByKey,
  findSites,
  insertSite,
  saveSiteSecret,
  saveSiteSettings,
} from './site.repository.ts'
import { siteChanged } from './site-changed.ts'
import { defaultSettings } from './site-defaults.ts'

export interface Site {
  id: string
  key: string
  settings: SiteSettings
}

/** A shop as it begins. */
export interface NewSite {
  name: string
  language: Language
  timeZone: string
  /** Where its widget may run; anywhere, unless said. */
  origins?: string[]
  /** #rrggbb; ours, unless said. */
  color?: string
}

export interface SiteService {
  byKey(key: string): Promise<Site | undefined>
  /** The shop that was made first: the one whose widget the demo shop carries. */
  first(): Promise<Site | undefined>
  all(): Promise<Site[]>
  /** @throws RelayError not_found */
  byId(id: string): Promise<Site>
  /** Adds a shop inside an open transaction; the caller makes its first owner in the same one. */
  create(tx: WriteTx, options: NewSite): Promise<Site>
  /** Replaces the settings named in `change`. Screens hear of it. */
  update(siteId: string, change: SiteSettingsChange): Promise<SiteSettings>
  /** The same inside an open transaction; what to change follows from what is so now. */
  change(
    tx: WriteTx,
    siteId: string,
    changeOf: (settings: SiteSettings) => SiteSettingsChange,
  ): Promise<SiteSettings>
  /** The shop moved: where its widget may run changes with it, inside an open transaction. */
  replaceOrigin(tx: WriteTx, siteId: string, from: string, to: string): Promise<void>
  /** The secret a shop signs its customers' tokens with. */
  signingSecret(siteId: string): Promise<string>
  /** Makes a new one; tokens signed with the old one are refused at once. */
  rotateSecret(siteId: string): Promise<string>
}

/** A site key is printed in shops' pages: lower case letters and digits only (T60). */
const mintKey = customAlphabet('abcdefghijklmnopqrstuvwxyz0123456789', 20)

export function createSiteService(deps: {
  db: Database
  writer: Writer
  sealKey: Buffer
}): SiteService {
  const { db, writer, sealKey } = deps

  async function row(id: string): Promise<Row<'sites'>> {
    const found = await findSite(db.read, id)
    if (!found) throw notFound('This shop')
    return found
  }

  return {
    async byKey(key) {
      const found = await findSiteByKey(db.read, key)
      return found && toSite(found)
    },
    async first() {
      const found = await findFirstSite(db.read)
      return found && toSite(found)
    },
    all: async () => (await findSites(db.read)).map(toSite),
    byId: async (id) => toSite(await row(id)),
    async create(tx, options) {
      const site: Site = { id: nanoid(), key: mintKey(), settings: defaultSettings(options) }
      await insertSite(tx.db, {
        id: site.id,
        key: site.key,
        name: options.name,
        settings: toJson(site.settings),
        secret: seal(sealKey, mintSecret(), `${site.id} sites.secret`),
        created_at: tx.now,
      })
      return site
    },
    update: (siteId, change) => writer.run((tx) => changeSettings(tx, siteId, () => change)),
    change: changeSettings,
    async replaceOrigin(tx, siteId, from, to) {
      await changeSettings(tx, siteId, ({ origins }) => ({
        origins: [...new Set(origins.map((origin) => (origin === from ? to : origin)))],
      }))
    },
    rotateSecret: (siteId) =>
      writer.run(async (tx) => {
        const secret = mintSecret()
        await saveSiteSecret(tx.db, siteId, seal(sealKey, secret, `${siteId} sites.secret`))
        return secret
      }),
    async signingSecret(siteId) {
      return unseal(sealKey, (await row(siteId)).secret, `${siteId} sites.secret`)
    },
  }
}

async function changeSettings(
  tx: WriteTx,
  siteId: string,
  changeOf: (settings: SiteSettings) => SiteSettingsChange,
): Promise<SiteSettings> {
  const found = await findSite(tx.db, siteId)
  if (!found) throw notFound('This shop')
  const before = toSite(found).settings
  const settings = withChange(before, changeOf(before))
  await saveSiteSettings(tx.db, siteId, { name: settings.name, settings: toJson(settings) })
  siteChanged(tx, siteId, 'settings')
  return settings
}

/** Settings with a change over them; null takes away what may be absent. */
function withChange(settings: SiteSettings, change: SiteSettingsChange): SiteSettings {
  const entries = Object.entries({ ...settings, ...change })
  return Object.fromEntries(entries.filter(([, value]) => value != null)) as SiteSettings
}

function toSite(row: Row<'sites'>): Site {
  return { id: row.id, key: row.key, settings: fromJson(row.settings) as SiteSettings }
}

/**
 * Whether a page of this origin may use the site's widget.
 * @param origin the Origin header, or undefined for a request that has none (same-origin GET)
 */
export function allowsOrigin(settings: SiteSettings, origin: string, ownOrigin: string): boolean {
  if (settings.origins.length === 0 || origin === ownOrigin) return true
  return settings.origins.some((pattern) => matchesOrigin(pattern, origin))
}

/** Whether an address is one of the shop's own pages, or of the demo shop. */
export function leadsToShop(settings: SiteSettings, url: string, ownOrigin: string): boolean {
  const { origin } = new URL(url)
  return origin === ownOrigin || settings.origins.some((pattern) => matchesOrigin(pattern, origin))
}

function matchesOrigin(pattern: string, origin: string): boolean {
  if (!pattern.includes('://*.')) return pattern === origin
  const [scheme = '', host = ''] = pattern.split('://*')
  return (
    origin.startsWith(`${scheme}://`) &&
    origin.endsWith(host) &&
    !origin.slice(scheme.length + 3, -host.length).includes('/')
  )
}

/** What the public may read of a site, in the page's language (T56: nothing else leaves). */
export function toWidgetConfig(
  site: Site,
  pageLanguage: Language,
  triggers: Trigger[],
  { risk, elsewhere }: Pick<WidgetConfig, 'risk' | 'elsewhere'> = {},
): Omit<WidgetConfig, 'version'> {
  const { settings } = site
  const manners = ownManners(settings.manners)
  return {
    site: { key: site.key, name: settings.name },
    language: pageLanguage,
    look: {
      ...settings.look,
      onColor: textOn(settings.look.color),
      iconPath: launcherIcons[settings.look.icon],
    },
    texts: settings.texts[pageLanguage],
    ...(settings.privacyUrl && { privacyUrl: settings.privacyUrl }),
    ...(Object.keys(manners).length > 0 && { manners }),
    ...(risk && { risk }),
    ...(elsewhere?.length && { elsewhere }),
    triggers: triggers
      .filter((trigger) => trigger.enabled)
      .sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0))
      .map(({ id, version, page, pageKind, when, variants, delay, whileAway, ...said }) => ({
        id,
        version,
        page,
        ...(pageKind && { pageKind }),
        when,
        ...shownPrompt(said, pageLanguage),
        ...(variants?.length && {
          variants: variants.map((variant) => shownPrompt(variant, pageLanguage)),
        }),
        ...(delay && { delay }),
        ...(whileAway && { whileAway }),
      })),
  }
}

function shownPrompt({ texts, replies }: PromptVariant, language: Language) {
  return { text: texts[language], ...(replies && { replies: replies[language] }) }
}

/** What a shop decided otherwise; how many prompts a visit gets is counted by the relay. */
function ownManners({ perVisit: _, ...manners }: Manners): NonNullable<WidgetConfig['manners']> {
  return Object.fromEntries(
    Object.entries(manners).filter(
      ([name, value]) => value !== DEFAULT_MANNERS[name as keyof Manners],
    ),
  )
}
