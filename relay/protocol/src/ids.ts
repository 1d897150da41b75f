import * as v from 'valibot'

/** A site's public key: an address, not a secret. Checked before it touches HTML or script (T60). */
export const SITE_KEY = /^[a-z0-9]{16,40}$/
/** Ids minted by the relay: nanoid's alphabet, 21 characters, 126 random bits. */
export const ID = /^[A-Za-z0-9_-]{21}$/
/** A sender's own id of a message, made before the first attempt and kept over every retry. */
export const CID = /^[A-Za-z0-9_-]{16,36}$/

export const siteKey = v.pipe(v.string(), v.regex(SITE_KEY, 'is not a site key'))
export const id = v.pipe(v.string(), v.regex(ID, 'is not an id'))
export const cid = v.pipe(v.string(), v.regex(CID, 'is not a client id'))
/** Milliseconds since 1970, UTC. */
export const timestamp = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const seqNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
