import { TICK_MS } from "#common/race/tuning.ts";
import { type ReplayClock, replaySpeeds } from "./replay-clock.ts";

const STEP_MS = 1_000;
const LONG_STEP_MS = 5_000;

/**
 * Lets the keyboard move a replay: space plays and pauses, left and right go a second (with shift
 * five), comma and point one tick, up and down change the speed, Home and End go to either end.
 * Returns how to stop.
 */
export function listenToKeys(clock: ReplayClock): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || isTaken(event)) return;
    if (!moveBy(clock, event)) return;
    event.preventDefault();
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}

/** A button takes the space for itself, a choice the arrows. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.matches("input[type=radio]")) return key === " " || key.startsWith("Arrow");
  return key === " " && target.matches("button, a");
}

function moveBy(clock: ReplayClock, { key, shiftKey }: KeyboardEvent): boolean {
  const stepMs = shiftKey ? LONG_STEP_MS : STEP_MS;
  switch (key) {
    case " ":
      if (clock.isPlaying.value) clock.pause();
      else clock.play();
      return true;
    case "ArrowLeft":
      return go(clock, clock.timeMs.value - stepMs);
    case "ArrowRight":
      return go(clock, clock.timeMs.value + stepMs);
    case ",":
      clock.pause();
      return go(clock, clock.timeMs.value - TICK_MS);
    case ".":
      clock.pause();
      return go(clock, clock.timeMs.value + TICK_MS);
    case "Home":
      return go(clock, clock.startMs);
    case "End":
      return go(clock, clock.endMs);
    case "ArrowUp":
      return shift(clock, 1);
    case "ArrowDown":
      return shift(clock, -1);
    default:
      return false;
  }
}

function go(clock: ReplayClock, timeMs: number): true {
  clock.seek(timeMs);
  return true;
}

function shift(clock: ReplayClock, by: 1 | -1): true {
  const next = replaySpeeds[replaySpeeds.indexOf(clock.speed.value) + by];
  if (next !== undefined) clock.setSpeed(next);
  return true;
}
