export interface Theme {
  id: bigint
  name: string
  role: 'MAIN' | 'UNPUBLISHED' | 'DEVELOPMENT'
  /** `config/settings_data.json` and others, by name. */
  files: Map<string, string>
  createdAt: number
  updatedAt: number
}

interface SettingsData {
  current: { blocks?: Record<string, EmbedBlock> }
}

interface EmbedBlock {
  type: string
  disabled: boolean
  settings: Record<string, unknown>
}

const SETTINGS = 'config/settings_data.json'
/** What Shopify writes above the JSON of this file, so that it is no JSON as it stands. */
const NOTICE = `/*
 * ------------------------------------------------------------
 * IMPORTANT: The contents of this file are auto-generated.
 * ------------------------------------------------------------
 */
`

/** A file of settings in which no app embed stands. */
export function freshSettings(): string {
  return written({ current: {} })
}

/**
 * Switches an app embed on or off, as saving in the theme editor does: on the first time a block is
 * added whose type names app, block and extension.
 */
export function setEmbed(theme: Theme, embed: { type: string; key: string }, on: boolean): void {
  const settings = readSettings(theme)
  const { blocks = {} } = settings.current
  const known = blocks[embed.key] ?? { type: embed.type, disabled: !on, settings: {} }
  settings.current.blocks = { ...blocks, [embed.key]: { ...known, disabled: !on } }
  theme.files.set(SETTINGS, written(settings))
}

/** The app embeds of a theme that are on, by the type of their block. */
export function embedsOn(theme: Theme): { type: string; settings: Record<string, unknown> }[] {
  return Object.values(readSettings(theme).current.blocks ?? {}).filter(({ disabled }) => !disabled)
}

function readSettings(theme: Theme): SettingsData {
  const text = theme.files.get(SETTINGS) ?? freshSettings()
  return JSON.parse(text.replace(/^\/\*[\s\S]*?\*\//, '')) as SettingsData
}

function written(settings: SettingsData): string {
  return `${NOTICE}${JSON.stringify(settings, null, 2)}`
}
