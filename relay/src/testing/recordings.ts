import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from 'mediabunny'

/** Twenty milliseconds of silence: an Opus packet of one channel, and one of two (RFC 6716, 3.1). */
const SILENCE = { 1: [0xf8, 0xff, 0xfe], 2: [0xfc, 0xff, 0xfe] }
/** The same of AAC, mono at 48 kHz: 1,024 samples. */
const AAC_SILENCE = [0x01, 0x18, 0x20, 0x07]
const AAC_MONO_48 = [0x11, 0x88]

/** What a browser's recorder makes of some seconds of silence. */
export async function recording(
  kind: 'webm' | 'ogg' | 'mp4',
  { seconds = 1, channels = 1 as 1 | 2, from = 0 } = {},
): Promise<Buffer> {
  const aac = kind === 'mp4'
  const length = aac ? 1_024 / 48_000 : 0.02
  const packets = Array.from({ length: Math.round(seconds / length) }, (_, i) => {
    const data = new Uint8Array(aac ? AAC_SILENCE : SILENCE[channels])
    return new EncodedPacket(data, 'key', from + i * length, length)
  })
  const target = new BufferTarget()
  const output = new Output({ format: FORMATS[kind](), target })
  const source = new EncodedAudioPacketSource(aac ? 'aac' : 'opus')
  output.addAudioTrack(source)
  await output.start()
  const decoderConfig = {
    codec: aac ? 'mp4a.40.2' : 'opus',
    sampleRate: 48_000,
    numberOfChannels: channels,
    description: aac ? new Uint8Array(AAC_MONO_48) : opusHead(channels),
  }
  for (const packet of packets) await source.add(packet, { decoderConfig })
  await output.finalize()
  return Buffer.from(target.buffer ?? new ArrayBuffer(0))
}

/** RFC 7845, 5.1: version, channels, what to skip, rate, gain, mapping. */
function opusHead(channels: number): Uint8Array {
  const head = Buffer.from('OpusHead\u0001\u0000\u0038\u0001')
  head[9] = channels
  const rate = Buffer.alloc(4)
  rate.writeUInt32LE(48_000)
  return new Uint8Array(Buffer.concat([head, rate, Buffer.alloc(3)]))
}

const FORMATS: Record<'webm' | 'ogg' | 'mp4', () => OutputFormat> = {
  webm: () => new WebMOutputFormat(),
  ogg: () => new OggOutputFormat(),
  mp4: () => new Mp4OutputFormat(),
}
