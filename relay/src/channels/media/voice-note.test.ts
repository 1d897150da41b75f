import fc from 'fast-check'
import { fileTypeFromBuffer } from 'file-type'
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny'
import { describe, expect, it } from 'vitest'
import { recording } from '../../testing/recordings.ts'
import { secondsOf } from './sound-length.ts'
import { toPhoneSound } from './voice-note.ts'

/** What a player finds in it: the format by its bytes, and every packet. */
async function play(bytes: Buffer) {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) })
  const track = await input.getPrimaryAudioTrack()
  if (!track) throw new Error('no sound in it')
  const packets: string[] = []
  for await (const { data } of new EncodedPacketSink(track).packets()) {
    packets.push(Buffer.from(data).toString('hex'))
  }
  return {
    looksLike: (await fileTypeFromBuffer(bytes))?.mime,
    codec: await track.getCodec(),
    channels: await track.getNumberOfChannels(),
    seconds: await input.computeDuration(),
    packets,
  }
}

describe('a recording', () => {
  it('of Chrome or Firefox becomes a voice note: the same packets, in Ogg', async () => {
    const webm = await recording('webm', { seconds: 2 })
    const sound = await toPhoneSound(webm)
    expect(sound).toMatchObject({ type: 'audio/ogg', extension: 'ogg', voice: true })
    const [before, after] = [await play(webm), await play(sound?.bytes as Buffer)]
    expect(after).toMatchObject({ codec: 'opus', channels: 1, packets: before.packets })
    expect(after.looksLike).toBe('audio/ogg; codecs=opus')
    expect(after.seconds).toBeCloseTo(2, 1)
    expect(after.packets).toHaveLength(100)
  })

  it('in stereo comes out mono, as voice notes must', async () => {
    for (const kind of ['webm', 'ogg'] as const) {
      const sound = await toPhoneSound(await recording(kind, { channels: 2 }))
      const head = sound?.bytes.indexOf('OpusHead') ?? -1
      expect(sound?.bytes[head + 9]).toBe(1)
      expect((await play(sound?.bytes as Buffer)).packets).toHaveLength(50)
    }
  })

  it('that begins late begins at once', async () => {
    const sound = await toPhoneSound(await recording('webm', { from: 3, seconds: 1 }))
    expect((await play(sound?.bytes as Buffer)).seconds).toBeCloseTo(1, 1)
  })

  it('of Safari becomes AAC that phones play, and no voice note', async () => {
    const mp4 = await recording('mp4')
    const sound = await toPhoneSound(mp4)
    expect(sound).toMatchObject({ type: 'audio/aac', extension: 'aac', voice: false })
    const [before, after] = [await play(mp4), await play(sound?.bytes as Buffer)]
    expect(after).toMatchObject({ looksLike: 'audio/aac', codec: 'aac' })
    // Each packet has a header of seven bytes there.
    expect(after.packets.map((packet) => packet.slice(14))).toEqual(before.packets)
  })

  it('that is none is refused, whatever it is', async () => {
    const cut = (await recording('webm')).subarray(0, 60)
    expect(await toPhoneSound(cut)).toBeUndefined()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await toPhoneSound(Buffer.from(bytes))).toBeUndefined()
        expect(await secondsOf(Buffer.from(bytes))).toBeUndefined()
      }),
      { numRuns: 50 },
    )
  })
})

describe('the length of a sound', () => {
  it('is read from it', async () => {
    expect(await secondsOf(await recording('ogg', { seconds: 2.5 }))).toBe(2.5)
  })
})
