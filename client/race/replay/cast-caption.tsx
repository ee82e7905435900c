import { PowerIcon } from "#client/race/power-icon.tsx";
import type { Replay, ReplayCast } from "./create-replay.ts";
import { texts } from "./texts.ts";

/** How long a power is told of, race time. */
const TOLD_MS = 2_500;

/** The power cast last, while it is news. */
export function CastCaption({ replay }: { replay: Replay }) {
  const timeMs = replay.clock.timeMs.value;
  const cast = replay.casts.findLast(
    (one) => one.timeMs <= timeMs && timeMs - one.timeMs < TOLD_MS,
  );
  if (cast === undefined) return null;
  return (
    <p class="cast-caption panel">
      <PowerIcon power={cast.power} />
      <span>{sayCast(cast)}</span>
    </p>
  );
}

/** A cast in words: what it was, on whom, and why it did not work. */
export function sayCast({ power, target, name, reason }: ReplayCast): string {
  const { replay, words } = texts.value;
  const said = replay.cast(words.powers[power] ?? power, target, name);
  return reason === "" ? said : replay.notCast(said, words.released[reason] ?? words.releasedPlain);
}
