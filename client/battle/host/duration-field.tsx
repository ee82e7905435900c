import { texts } from "./texts.ts";

const OFFERED_MINUTES = [1, 2, 3, 5, 10, 15, 30, 60];
const MINUTE_MS = 60_000;

/** How long a battle lasts, from a short list that also holds the value it has. */
export function DurationField(props: {
  durationMs: number;
  onChange: (durationMs: number) => void;
}) {
  const { durationMs, onChange } = props;
  const { battle } = texts.value.stage;
  const offered = new Set([...OFFERED_MINUTES.map((minutes) => minutes * MINUTE_MS), durationMs]);
  return (
    <label class="stack">
      <span class="label">{battle.duration}</span>
      <select
        class="input"
        value={durationMs}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {[...offered]
          .sort((one, other) => one - other)
          .map((offer) => (
            <option key={offer} value={offer}>
              {minutesText(offer)}
            </option>
          ))}
      </select>
    </label>
  );
}

/** A duration in minutes, with as many decimals as it needs, two at the most. */
export function minutesText(durationMs: number): string {
  return texts.value.stage.battle.minutes(String(Math.round((durationMs / MINUTE_MS) * 100) / 100));
}
