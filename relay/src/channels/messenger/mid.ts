/** What we call one of the files that came in one message; Messenger knows the message alone. */
export function partId(mid: string, index: number): string {
  return index === 0 ? mid : `${mid}.${index + 1}`
}

/** What Messenger calls the message a part came in. */
export function midOf(externalId: string): string {
  return externalId.replace(/\.\d+$/, '')
}
