let audio: AudioContext | undefined

/** The gun's two sounds: one high tone when it was understood, two low ones when it was not. */
export function beep(outcome: 'accepted' | 'refused'): void {
  audio ??= new AudioContext()
  const tones = outcome === 'accepted' ? [1320] : [330, 262]
  for (const [index, frequency] of tones.entries()) {
    const tone = audio.createOscillator()
    const loudness = audio.createGain()
    const from = audio.currentTime + index * 0.13
    tone.frequency.value = frequency
    loudness.gain.setValueAtTime(0.12, from)
    loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.11)
    tone.connect(loudness).connect(audio.destination)
    tone.start(from)
    tone.stop(from + 0.12)
  }
}
