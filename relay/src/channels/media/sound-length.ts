/** Seconds of a sound; undefined where its bytes do not tell. */
export async function secondsOf(bytes: Buffer): Promise<number | undefined> {
  const { ALL_FORMATS, BufferSource, Input } = await import('mediabunny')
  using input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) })
  try {
    const seconds = await input.computeDuration()
    return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 10) / 10 : undefined
  } catch {
    return undefined
  }
}
