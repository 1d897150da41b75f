import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { nanoid } from 'nanoid'
import { RelayError } from '../errors.ts'

/** Bytes on a disk under random names; what they are is said by their rows alone. */
export interface FileStore {
  /**
   * Takes a stream in, counting bytes while they come.
   * @throws RelayError too_large as soon as there are more than `limit`; empty when there are none
   */
  receive(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Received>
  /** Gives a received file its place. */
  keep(path: string, id: string): Promise<void>
  read(id: string, range?: { start: number; end: number }): ReadableStream
  has(id: string): Promise<boolean>
  /** Takes files away; those that are gone already are no error. */
  remove(ids: string[]): Promise<void>
  /** Ids of kept files last changed before a moment, folder by folder. */
  list(before: number): AsyncIterable<string[]>
}

/** Bytes on their way in; what was not kept goes with it. */
export interface Received extends AsyncDisposable {
  path: string
  size: number
  /** Where a rewritten copy may be put. */
  rewritten: string
}

/** Where a relay keeps its files. */
export function filesFolder(dataDir: string): string {
  return join(dataDir, 'files')
}

export function createFileStore(folder: string): FileStore {
  const incoming = join(folder, 'incoming')
  const folderOf = (id: string) => join(folder, id.slice(0, 2))
  const pathOf = (id: string) => join(folderOf(id), id)
  return {
    async receive(body, limit) {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      const path = join(incoming, nanoid())
      try {
        return received(path, await writeAll(path, body, limit))
      } catch (error) {
        await rm(path, { force: true })
        throw toRefusal(error)
      }
    },
    async keep(path, id) {
      await mkdir(folderOf(id), { recursive: true, mode: 0o700 })
      await syncFile(path)
      await rename(path, pathOf(id))
    },
    read: (id, range) => Readable.toWeb(createReadStream(pathOf(id), range)) as ReadableStream,
    has: (id) =>
      stat(pathOf(id)).then(
        () => true,
        () => false,
      ),
    async remove(ids) {
      for (const id of ids) await rm(pathOf(id), { force: true })
    },
    list: (before) => listOld(folder, before),
  }
}

function received(path: string, size: number): Received {
  const rewritten = `${path}-rewritten`
  return {
    path,
    size,
    rewritten,
    async [Symbol.asyncDispose]() {
      await rm(path, { force: true })
      await rm(rewritten, { force: true })
    },
  }
}

async function writeAll(
  path: string,
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<number> {
  let size = 0
  await using file = await open(path, 'wx', 0o600)
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(limit)
    await file.write(chunk)
  }
  if (size === 0) throw new RelayError('empty', 'The file is empty. Choose another one.')
  return size
}

/** The refusal for more bytes than are taken. */
export function tooLarge(limit: number): RelayError {
  const megabytes = Math.floor(limit / 1024 / 1024)
  return new RelayError(
    'too_large',
    `The file is larger than ${megabytes} MB. Send a smaller one; your text is kept.`,
  )
}

/** What is acked must be on the disk, also after a power cut. */
async function syncFile(path: string): Promise<void> {
  await using file = await open(path, 'r+')
  await file.sync()
}

function toRefusal(error: unknown): unknown {
  const code = (error as { code?: string }).code
  if (error instanceof RelayError) return error
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new RelayError(
      'storage_full',
      'The relay cannot write to its disk. Your text is kept; try again in a minute.',
      { cause: error },
    )
  }
  return new RelayError('invalid', 'The upload broke off. Nothing is lost; send it again.', {
    cause: error,
  })
}

async function* listOld(folder: string, before: number): AsyncIterable<string[]> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const ids: string[] = []
    for (const id of await readdir(join(folder, name)).catch(() => [])) {
      const { mtimeMs } = await stat(join(folder, name, id)).catch(() => ({ mtimeMs: before }))
      if (mtimeMs < before) ids.push(id)
    }
    if (name === 'incoming') for (const id of ids) await rm(join(folder, name, id), { force: true })
    else yield ids
  }
}
