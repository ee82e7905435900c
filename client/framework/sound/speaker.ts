import { ZZFX } from "zzfx";
import { effects, type SoundName } from "./effects.ts";
import { openSoundFiles } from "./sound-files.ts";

/** The same sound again sooner than this is one sound: a burst of gifts is no noise. */
const AGAIN_MS = 70;
const VOICES_MAX = 24;

export interface Speaker {
  /** 0 to 100. */
  setVolume(volume: number): void;
  play(sound: SoundName, files: readonly string[]): void;
  /** A hand was on the page: the browser may let us be heard now. */
  wake(): void;
  close(): void;
}

/** Makes the sounds and plays the host's own; one audio context for the page, closed by nobody. */
export function openSpeaker({ onBlocked }: { onBlocked: (isBlocked: boolean) => void }): Speaker {
  const context = ZZFX.audioContext;
  const out = context.createGain();
  out.connect(context.destination);
  const files = openSoundFiles(context);
  const made = new Map<string, AudioBuffer>();
  const playedAt = new Map<string, number>();
  let voices = 0;

  const noteState = () => onBlocked(context.state === "suspended");
  context.addEventListener("statechange", noteState);
  // Where no hand is needed (OBS) it starts by itself; elsewhere this stays without an answer.
  void context.resume();
  noteState();

  function sound(buffer: AudioBuffer, afterMs = 0) {
    if (voices >= VOICES_MAX) return;
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(out);
    voices++;
    source.onended = () => {
      voices--;
      source.disconnect();
    };
    source.start(context.currentTime + afterMs / 1_000);
  }

  function synthesise(name: SoundName, index: number, patch: readonly (number | undefined)[]) {
    const key = `${name} ${index}`;
    let buffer = made.get(key);
    if (buffer === undefined) {
      const samples = ZZFX.buildSamples(...patch);
      buffer = context.createBuffer(1, Math.max(1, samples.length), ZZFX.sampleRate);
      buffer.getChannelData(0).set(samples);
      made.set(key, buffer);
    }
    return buffer;
  }

  return {
    setVolume(volume) {
      out.gain.value = (volume / 100) ** 2 * 0.6;
    },
    play(name, wanted) {
      // What was asked for in silence is not played later all at once.
      if (context.state !== "running") return;
      const own = files.find([...wanted, name]);
      const key = own?.name ?? name;
      if (performance.now() - (playedAt.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return;
      playedAt.set(key, performance.now());
      if (own !== undefined) return sound(own.buffer);
      for (const [index, { atMs, patch }] of effects[name].entries()) {
        sound(synthesise(name, index, patch), atMs);
      }
    },
    wake() {
      if (context.state === "suspended") void context.resume();
    },
    close() {
      context.removeEventListener("statechange", noteState);
      files.close();
      out.disconnect();
    },
  };
}
