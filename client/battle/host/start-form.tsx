import { useEffect, useState } from "preact/hooks";
import type { BattleView } from "#client/battle/battle-view.ts";
import { SIDES_MIN } from "#common/battle/battle-limits.ts";
import { DurationField, minutesText } from "./duration-field.tsx";
import { SidesPicker } from "./sides-picker.tsx";
import { isConnected } from "./source-words.ts";
import type { StageDesk } from "./stage-desk.ts";
import { texts } from "./texts.ts";

const TITLE_LENGTH_MAX = 60;
/** What the settings say only once they are here. */
const NOT_YET = { sides: [] as string[], durationMs: 300_000 };

/** Everything a battle needs, filled in from the settings, and the one button that starts it. */
export function StartForm({ desk, view }: { desk: StageDesk; view: BattleView }) {
  const { battle } = texts.value.stage;
  const settings = desk.settings.value;
  const [sides, setSides] = useState(settings?.sides ?? NOT_YET.sides);
  const [durationMs, setDurationMs] = useState(settings?.durationMs ?? NOT_YET.durationMs);
  const [title, setTitle] = useState("");
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if (settings === undefined) return;
    setSides(settings.sides);
    setDurationMs(settings.durationMs);
  }, [settings]);

  async function start() {
    setBusy(true);
    const named = title.trim();
    await desk.ask("startBattle", { sides, durationMs, ...(named !== "" && { title: named }) });
    setBusy(false);
  }

  const hasSource = isConnected(view.source);
  const isReady = settings !== undefined && sides.length >= SIDES_MIN && !isBusy;
  return (
    <form
      class="stack start-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void start();
      }}
    >
      <button
        type="submit"
        class={`button next-button${hasSource ? " is-primary" : ""}`}
        disabled={!isReady}
      >
        <span>{view.phase === "finished" ? battle.startNext : battle.start}</span>
        <small>{battle.startHint(battle.sideCount(sides.length), minutesText(durationMs))}</small>
      </button>
      {!hasSource && <p class="hint">{battle.noSource}</p>}
      <SidesPicker sides={sides} onChange={setSides} />
      <div class="field-pair">
        <label class="stack">
          <span class="label">{battle.title}</span>
          <input
            class="input"
            maxLength={TITLE_LENGTH_MAX}
            value={title}
            placeholder={battle.titleHint}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </label>
        <DurationField durationMs={durationMs} onChange={setDurationMs} />
      </div>
    </form>
  );
}
