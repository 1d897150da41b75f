import { type FileInfo, MAX_FILE_BYTES } from '@loods/protocol'
import { nanoid } from 'nanoid'
import type { Database } from '../db/database.ts'
import type { Row } from '../db/schema.ts'
import type { Writer, WriteTx } from '../db/writer.ts'
import { notFound } from '../errors.ts'
import { type Brought, inspectBrought, nameBrought } from './brought.ts'
import {
  deleteFiles,
  deleteFilesOf,
  deleteUnsent,
  findFiles,
  insertFile,
} from './file.repository.ts'
import type { FileLinks } from './file-links.ts'
import { cleanFileName } from './file-name.ts'
import type { FileStore } from './file-store.ts'
import { type FileKind, kindOf } from './file-types.ts'
import { type Inspected, inspect, unsupported } from './inspect.ts'

/** Milliseconds an uploaded file waits for its message. */
const UNSENT_LIFE = 86_400_000

export interface Upload {
  siteId: string
  conversationId: string
  uploader: { kind: 'visitor' | 'member'; id: string }
  /** As the sender declares it. */
  contentType: string | undefined
  /** URI-encoded. */
  name: string | undefined
  /** Length of a voice note, as its recorder counted it. */
  seconds: number | undefined
  body: ReadableStream<Uint8Array> | null
}

/** Files that travel in conversations. */
export interface FileService {
  /** Takes a file in. @throws RelayError too_large, unsupported_file, empty, storage_full */
  upload(upload: Upload): Promise<FileInfo>
  /**
   * Takes in what a network brought; `attach` gives it its message. What is not attached goes with the
   * next sweep. @throws RelayError unsupported_file, empty, storage_full
   */
  bring(brought: Brought): Promise<Row<'files'>>
  /** Makes a file a message's, inside an open transaction; null: until a message names it. */
  attach(tx: WriteTx, file: Row<'files'>, messageId: string | null): Promise<void>
  /** What screens need of files, with addresses signed for now, by id. */
  infos(ids: string[]): Promise<Map<string, FileInfo>>
  /** The file behind a signed address. @throws RelayError not_found, and as FileLinks.check */
  open(link: { id: string; expires: number; signature: string }): Promise<Row<'files'>>
  read(id: string, range?: { start: number; end: number }): ReadableStream
  /** Lets go of one file inside an open transaction; `discard` its bytes once that is committed. */
  release(tx: WriteTx, siteId: string, id: string): Promise<void>
  /** Lets go of all files of conversations, as `release`. Gives their ids. */
  releaseOf(tx: WriteTx, siteId: string, conversationIds: string[]): Promise<string[]>
  discard(ids: string[]): Promise<void>
  /** Removes files that were never sent, and bytes that have no row. */
  sweep(): Promise<void>
}

export function createFileService(deps: {
  db: Database
  writer: Writer
  store: FileStore
  links: FileLinks
  clock: () => number
}): FileService {
  const { db, writer, store, links } = deps

  function toInfo(row: Row<'files'>): FileInfo {
    return {
      id: row.id,
      name: row.name,
      type: row.type,
      size: row.size,
      ...(row.width !== null && { width: row.width }),
      ...(row.height !== null && { height: row.height }),
      ...(row.seconds !== null && { seconds: row.seconds }),
      url: links.url(row.id),
    }
  }

  return {
    async upload(upload) {
      const row = await take(store, upload, deps.clock())
      await writer.run((tx) => insertFile(tx.db, row))
      return toInfo(row)
    },
    bring: (brought) => takeBrought(store, brought, deps.clock()),
    async attach(tx, file, messageId) {
      await insertFile(tx.db, { ...file, message_id: messageId })
    },
    async infos(ids) {
      const rows = await findFiles(db.read, [...new Set(ids)])
      return new Map(rows.map((row) => [row.id, toInfo(row)]))
    },
    async open({ id, expires, signature }) {
      links.check(id, expires, signature)
      const [row] = await findFiles(db.read, [id])
      if (!row || !(await store.has(id))) throw notFound('This file')
      return row
    },
    read: (id, range) => store.read(id, range),
    async release(tx, siteId, id) {
      await deleteFiles(tx.db, siteId, [id])
    },
    releaseOf: (tx, siteId, conversationIds) => deleteFilesOf(tx.db, siteId, conversationIds),
    discard: (ids) => store.remove(ids),
    async sweep() {
      const before = deps.clock() - UNSENT_LIFE
      await store.remove(await writer.run((tx) => deleteUnsent(tx.db, before)))
      for await (const ids of store.list(before)) await store.remove(await unknown(db, ids))
    },
  }
}

/** Receives, checks and places the bytes. Gives the row that makes them a file. */
async function take(store: FileStore, upload: Upload, now: number): Promise<Row<'files'>> {
  const kind = kindOf(upload.contentType)
  if (!kind) throw unsupported('Files of this type cannot be sent')
  await using received = await store.receive(upload.body, MAX_FILE_BYTES)
  const inspected = await inspect(received, received.rewritten, kind)
  return await keep(
    store,
    { inspected, kind, name: cleanFileName(upload.name, kind.extension) },
    upload,
    now,
  )
}

async function takeBrought(store: FileStore, brought: Brought, now: number): Promise<Row<'files'>> {
  const body = new Blob([new Uint8Array(brought.bytes)]).stream()
  await using received = await store.receive(body, brought.bytes.length)
  const found = await inspectBrought(received, received.rewritten, brought)
  const name = nameBrought(brought.name, found.kind)
  return await keep(store, { ...found, name }, brought, now)
}

type Whose = Pick<Upload, 'siteId' | 'conversationId' | 'uploader' | 'seconds'>

async function keep(
  store: FileStore,
  { inspected, kind, name }: { inspected: Inspected; kind: FileKind; name: string },
  { siteId, conversationId, uploader, seconds }: Whose,
  now: number,
): Promise<Row<'files'>> {
  const { path, size, width, height } = inspected
  const id = nanoid()
  await store.keep(path, id)
  return {
    id,
    site_id: siteId,
    conversation_id: conversationId,
    uploader_kind: uploader.kind,
    uploader_id: uploader.id,
    name,
    type: kind.type,
    size,
    width,
    height,
    seconds: kind.type.startsWith('audio/') ? (seconds ?? null) : null,
    message_id: null,
    created_at: now,
  }
}

async function unknown(db: Database, ids: string[]): Promise<string[]> {
  const known = new Set((await findFiles(db.read, ids)).map((row) => row.id))
  return ids.filter((id) => !known.has(id))
}
