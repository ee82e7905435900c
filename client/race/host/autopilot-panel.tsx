import { useEffect, useState } from "preact/hooks";
import { say } from "#client/framework/alert-line.ts";
import type { RaceView } from "#client/race/race-view.ts";
import type { Desk } from "./desk.ts";
import { texts } from "./texts.ts";

/** Seconds the server takes for each phase. */
const RANGES = {
  lobby: { min: 5, max: 600 },
  betting: { min: 15, max: 1_800 },
  settling: { min: 5, max: 120 },
} as const;
type Timed = keyof typeof RANGES;
const timed = Object.keys(RANGES) as Timed[];

/** Whether the card runs by itself, and how long each phase lasts. */
export function AutopilotPanel({ desk, view }: { desk: Desk; view: RaceView }) {
  const { autopilot } = texts.value.host;
  return (
    <section class="panel stack">
      <h2 class="section-label">{autopilot.heading}</h2>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={view.isAutopilot}
          onChange={(event) => void desk.setAutopilot(event.currentTarget.checked)}
        />
        <span class="label">{autopilot.switch}</span>
        <span class="dim">{view.isAutopilot ? autopilot.on : autopilot.off}</span>
      </label>
      <Durations desk={desk} view={view} />
    </section>
  );
}

function Durations({ desk, view }: { desk: Desk; view: RaceView }) {
  const { autopilot } = texts.value.host;
  const { lobbyMs, bettingMs, settlingMs } = view;
  const published = {
    lobby: String(Math.round(lobbyMs / 1_000)),
    betting: String(Math.round(bettingMs / 1_000)),
    settling: String(Math.round(settlingMs / 1_000)),
  };
  const [seconds, setSeconds] = useState(published);
  useEffect(() => setSeconds(published), [lobbyMs, bettingMs, settlingMs]);
  const isChanged = timed.some((phase) => seconds[phase] !== published[phase]);

  async function save() {
    const isSaved = await desk.setDurations({
      lobbyMs: Number(seconds.lobby) * 1_000,
      bettingMs: Number(seconds.betting) * 1_000,
      settlingMs: Number(seconds.settling) * 1_000,
    });
    if (isSaved) say(autopilot.saved);
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p class="hint">{autopilot.durations}</p>
      <div class="durations">
        {timed.map((phase) => (
          <label key={phase} class="stack">
            <span class="hint">{autopilot[phase]}</span>
            <input
              class="input numeral"
              type="number"
              required
              step={1}
              {...RANGES[phase]}
              value={seconds[phase]}
              onInput={(event) => setSeconds({ ...seconds, [phase]: event.currentTarget.value })}
            />
          </label>
        ))}
        <button type="submit" class="button" disabled={!isChanged}>
          {autopilot.save}
        </button>
      </div>
    </form>
  );
}
