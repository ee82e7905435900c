import { type ReadonlySignal, signal } from "@preact/signals";
import { readStored, writeStored } from "#client/framework/stored.ts";
import type { SoundName } from "./effects.ts";
import type { Speaker } from "./speaker.ts";

const STORED_AS = "sound";
const DEFAULT_VOLUME = 60;
const STEP = 10;

export interface SoundDesk {
  /** 0 to 100; 0 = off. */
  readonly volume: ReadonlySignal<number>;
  /** The browser waits for a hand on the page before it lets anything be heard. */
  readonly isBlocked: ReadonlySignal<boolean>;
  /** Plays a sound, or the host's own file of the first of these names, or of the sound's, that there is. */
  play(sound: SoundName, files?: readonly string[]): void;
  close(): void;
}

/**
 * Plays the sounds of a scene. M mutes, + and − change the loudness, and this device remembers
 * both. `volume` of the page's address comes before what is remembered.
 */
export function openSoundDesk({
  volume: wanted,
  isOverlay,
}: {
  volume: number | undefined;
  isOverlay: boolean;
}): SoundDesk {
  const volume = signal(wanted ?? readVolume());
  const isBlocked = signal(false);
  let speaker: Speaker | undefined;
  let isClosed = false;
  let loudBefore = volume.value > 0 ? volume.value : DEFAULT_VOLUME;

  void open();

  async function open() {
    const { openSpeaker } = await import("./speaker.ts");
    if (isClosed) return;
    speaker = openSpeaker({
      onBlocked(blocked) {
        isBlocked.value = blocked && !isOverlay && volume.value > 0;
      },
    });
    speaker.setVolume(volume.value);
  }

  function turn(to: number) {
    volume.value = Math.max(0, Math.min(100, to));
    if (volume.value > 0) loudBefore = volume.value;
    else isBlocked.value = false;
    writeStored(STORED_AS, String(volume.value));
    speaker?.setVolume(volume.value);
  }

  function onKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) {
    if (ctrlKey || metaKey || altKey) return;
    if (key === "m" || key === "M") turn(volume.value === 0 ? loudBefore : 0);
    else if (key === "+" || key === "AudioVolumeUp") turn(volume.value + STEP);
    else if (key === "-" || key === "AudioVolumeDown") turn(volume.value - STEP);
    else return;
  }

  const wake = () => speaker?.wake();
  addEventListener("keydown", onKey);
  addEventListener("keydown", wake);
  addEventListener("pointerdown", wake);

  return {
    volume,
    isBlocked,
    play(sound, files = []) {
      if (volume.value > 0) speaker?.play(sound, files);
    },
    close() {
      isClosed = true;
      removeEventListener("keydown", onKey);
      removeEventListener("keydown", wake);
      removeEventListener("pointerdown", wake);
      speaker?.close();
    },
  };
}

function readVolume(): number {
  const stored = readStored(STORED_AS);
  return stored !== null && /^\d{1,3}$/.test(stored)
    ? Math.min(100, Number(stored))
    : DEFAULT_VOLUME;
}
