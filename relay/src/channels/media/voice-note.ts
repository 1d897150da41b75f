import type { EncodedPacket, InputAudioTrack, OutputFormat } from 'mediabunny'

/** Sound as a phone takes it. */
export interface PhoneSound {
  type: 'audio/ogg' | 'audio/aac' | 'audio/mpeg'
  extension: 'ogg' | 'aac' | 'mp3'
  bytes: Buffer
  /** Mono Opus in Ogg: what phones play as a voice note. */
  voice: boolean
}

/**
 * Puts a browser's recording into a container that phones play, without encoding it anew: Opus (WebM
 * of Chrome and Firefox) into Ogg, AAC (MP4 of Safari) into ADTS; MP3 stays as it is. Phones show a
 * play button on voice notes of up to 512 KB, above that an arrow.
 * @returns undefined for sound in another encoding, and for what is no sound
 */
export async function toPhoneSound(bytes: Buffer): Promise<PhoneSound | undefined> {
  const { ADTS, BufferSource, Input, MATROSKA, MP3, MP4, OGG, WEBM } = await import('mediabunny')
  const formats = [WEBM, MATROSKA, MP4, OGG, ADTS, MP3]
  using input = new Input({ formats, source: new BufferSource(bytes) })
  try {
    const track = await input.getPrimaryAudioTrack()
    return track ? await convert(bytes, track) : undefined
  } catch {
    // Broken in a way that its first bytes did not tell.
    return undefined
  }
}

async function convert(bytes: Buffer, track: InputAudioTrack): Promise<PhoneSound | undefined> {
  const { AdtsOutputFormat, OggOutputFormat } = await import('mediabunny')
  const codec = await track.getCodec()
  if (codec === 'mp3') return { type: 'audio/mpeg', extension: 'mp3', bytes, voice: false }
  if (codec === 'aac') {
    const aac = await remux(track, codec, new AdtsOutputFormat())
    return { type: 'audio/aac', extension: 'aac', bytes: aac, voice: false }
  }
  if (codec !== 'opus') return undefined
  const ogg = await remux(track, codec, new OggOutputFormat())
  return { type: 'audio/ogg', extension: 'ogg', bytes: ogg, voice: true }
}

async function remux(
  track: InputAudioTrack,
  codec: 'opus' | 'aac',
  format: OutputFormat,
): Promise<Buffer> {
  const { BufferTarget, EncodedAudioPacketSource, EncodedPacketSink, Output } = await import(
    'mediabunny'
  )
  const target = new BufferTarget()
  const output = new Output({ format, target })
  const source = new EncodedAudioPacketSource(codec)
  output.addAudioTrack(source)
  await output.start()
  const decoderConfig = await configOf(track, codec)
  let start: number | undefined
  for await (const packet of new EncodedPacketSink(track).packets()) {
    start ??= packet.timestamp
    await source.add(startingAtZero(packet, start), { decoderConfig })
  }
  await output.finalize()
  return Buffer.from(target.buffer ?? new ArrayBuffer(0))
}

function startingAtZero(packet: EncodedPacket, start: number): EncodedPacket {
  return start === 0 ? packet : packet.clone({ timestamp: packet.timestamp - start })
}

/** Byte of an OpusHead in which the number of output channels stands (RFC 7845, 5.1). */
const CHANNELS_AT = 9

/**
 * Voice notes are mono. An Opus header says how many channels are to come out, whatever the packets
 * hold: a decoder mixes them (RFC 7845, 5.1.1), so stereo becomes mono by this one byte.
 */
async function configOf(
  track: InputAudioTrack,
  codec: 'opus' | 'aac',
): Promise<AudioDecoderConfig> {
  const config = await track.getDecoderConfig()
  if (!config) throw new Error('sound without a description')
  if (codec !== 'opus' || config.numberOfChannels === 1) return config
  const description = copyOf(config.description ?? new ArrayBuffer(0))
  description[CHANNELS_AT] = 1
  return { ...config, numberOfChannels: 1, description }
}

function copyOf(source: AllowSharedBufferSource): Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(source)
    ? Uint8Array.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength))
    : Uint8Array.from(new Uint8Array(source))
}
