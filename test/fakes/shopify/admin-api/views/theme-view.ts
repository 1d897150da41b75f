import { createHash } from 'node:crypto'
import type { Theme } from '../../world/theme.ts'
import { connection } from '../connection.ts'
import { dateTime, gid } from '../gid.ts'

interface FileArguments {
  first?: number
  after?: string
  filenames?: string[]
}

export function themeView(theme: Theme): object {
  return {
    __typename: 'OnlineStoreTheme',
    id: gid('OnlineStoreTheme', theme.id),
    name: theme.name,
    prefix: `/t/${theme.id}`,
    role: theme.role,
    processing: false,
    processingFailed: false,
    createdAt: dateTime(theme.createdAt),
    updatedAt: dateTime(theme.updatedAt),
    files: ({ filenames, ...page }: FileArguments) => {
      const names = [...theme.files.keys()].filter((it) => fits(it, filenames))
      return { ...connection(names, page, (it) => fileView(theme, it)), userErrors: [] }
    },
  }
}

/** `filenames` may end in `*`. */
function fits(name: string, wanted: string[] | undefined): boolean {
  if (!wanted) return true
  return wanted.some((it) => (it.endsWith('*') ? name.startsWith(it.slice(0, -1)) : it === name))
}

function fileView(theme: Theme, filename: string): object {
  const content = theme.files.get(filename) ?? ''
  return {
    filename,
    body: { __typename: 'OnlineStoreThemeFileBodyText', content },
    checksumMd5: createHash('md5').update(content).digest('hex'),
    contentType: filename.endsWith('.json') ? 'application/json' : 'text/plain',
    size: String(Buffer.byteLength(content)),
    createdAt: dateTime(theme.createdAt),
    updatedAt: dateTime(theme.updatedAt),
  }
}
