/** Two soft notes, a fifth apart (Hz). */
const NOTES = [659.25, 987.77]
const LENGTH = 0.28
const LOUD = 0.08

let audio: AudioContext | undefined

/** Plays the sound of a new message; nothing where the browser does not allow it yet. */
export function play(): void {
  // What is played before that would be heard at the first tap, when it means nothing any more.
  if (navigator.userActivation && !navigator.userActivation.hasBeenActive) return
  try {
    audio ??= new AudioContext()
    void audio.resume()
    for (const [i, note] of NOTES.entries()) ring(audio, note, audio.currentTime + i * 0.12)
  } catch {
    // A browser without sound shows the message all the same.
  }
}

function ring(context: AudioContext, note: number, at: number): void {
  const tone = context.createOscillator()
  const volume = context.createGain()
  tone.frequency.value = note
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(LOUD, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH)
  tone.connect(volume).connect(context.destination)
  tone.start(at)
  tone.stop(at + LENGTH)
}
