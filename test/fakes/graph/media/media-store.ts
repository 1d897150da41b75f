import { createHash } from 'node:crypto'
import { GraphError } from '../errors.ts'
import type { Identifiers } from '../identifiers.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** How long an address of a file is good for. */
const ADDRESS_LIVES = 5 * MINUTE
/** Uploads, what people sent, and Messenger's reusable attachments. */
const LIVES = { uploaded: 30 * DAY, inbound: 7 * DAY, attachment: 90 * DAY }

export interface StoredMedia {
  id: string
  /** The WhatsApp business account whose tokens reach it, or the page. */
  ownerId: string
  bytes: Uint8Array
  mime: string
  filename: string | undefined
  origin: keyof typeof LIVES
  storedAt: number
  /** How its download goes wrong on purpose. */
  tampered: Tampered
}

export interface Tampered {
  /** Sends the download elsewhere, with a 302. */
  redirectTo?: string
  /** Other bytes than those the hash was made of. */
  bytes?: Uint8Array
  /** An HTTP status instead of the file. */
  status?: number
}

export interface MediaStore {
  add: (
    media: Pick<StoredMedia, 'ownerId' | 'bytes' | 'mime' | 'origin' | 'filename'>,
  ) => StoredMedia
  /** 100/33 where there is none, or no longer: 30 days for uploads, 7 for what people sent. */
  demand: (id: string) => StoredMedia
  find: (id: string) => StoredMedia | undefined
  remove: (id: string) => void
  /** A new address of the file, good for 5 minutes. */
  addressOf: (media: StoredMedia) => string
  /** An address that asks for no bearer, as Messenger's: good for a day (the contract says only that it ends). */
  openAddressOf: (media: StoredMedia) => string
  /** The file behind an address that was given out; undefined when it has expired. */
  atAddress: (mid: string, hash: string) => StoredMedia | undefined
  tamper: (id: string, how: Tampered) => void
}

export function createMediaStore(deps: {
  ids: Identifiers
  now: () => number
  /** Where files are fetched: the scheme, host and port of the look-aside host. */
  base: () => string
}): MediaStore {
  const { ids, now, base } = deps
  const store = new Map<string, StoredMedia>()
  const addresses = new Map<string, { id: string; until: number }>()

  function find(id: string): StoredMedia | undefined {
    const media = store.get(id)
    return media && now() - media.storedAt < LIVES[media.origin] ? media : undefined
  }

  function newAddress(id: string, lives: number): string {
    const [hash, until] = [ids.word(40), now() + lives]
    addresses.set(hash, { id, until })
    return String(new URLSearchParams({ mid: id, ext: String(Math.floor(until / 1000)), hash }))
  }

  return {
    find,
    add(media) {
      const stored = { ...media, id: ids.node(), storedAt: now(), tampered: {} }
      store.set(stored.id, stored)
      return stored
    },
    demand: (id) => find(id) ?? missingObject(id),
    remove: (id) => void store.delete(id),
    addressOf: (media) =>
      `${base()}/whatsapp_business/attachments/?${newAddress(media.id, ADDRESS_LIVES)}`,
    openAddressOf: (media) => `${base()}/cdn/?${newAddress(media.id, DAY)}`,
    atAddress(mid, hash) {
      const address = addresses.get(hash)
      return address && address.id === mid && now() < address.until ? find(mid) : undefined
    },
    tamper(id, how) {
      const media = find(id)
      if (media) media.tampered = how
    },
  }
}

/** What Meta says of an object that is missing and of one that is somebody else's alike. */
export function missingObject(id: string): never {
  throw new GraphError(100, {
    subcode: 33,
    message: `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
  })
}

export function sha256(bytes: Uint8Array, as: 'hex' | 'base64'): string {
  return createHash('sha256').update(bytes).digest(as)
}
