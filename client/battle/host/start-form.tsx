import { useState } from "preact/hooks";
import type { BattleView } from "#client/battle/battle-view.ts";
import { SIDES_MIN } from "#common/battle/battle-limits.ts";
import type { BattleContract } from "#common/battle/battle-messages.ts";
import type { CommandInputWire } from "#common/framework/room-contract.ts";
import { DurationField, minutesText } from "./duration-field.tsx";
import { SidesPicker } from "./sides-picker.tsx";
import { isConnected } from "./source-words.ts";
import type { StageDesk } from "./stage-desk.ts";
import { texts } from "./texts.ts";

type StartBattle = CommandInputWire<BattleContract, "startBattle">;

const TITLE_LENGTH_MAX = 60;
/** What the settings say only once they are here. */
const NOT_YET = { sides: [] as string[], durationMs: 300_000 };

/** Everything a battle needs, filled in from the settings, and the one button that starts it. */
export function StartForm({ desk, view }: { desk: StageDesk; view: BattleView }) {
  const { battle } = texts.value.stage;
  const settings = desk.settings.value;
  /** What the host has chosen for this battle; the rest is left to the settings. */
  const [chosen, setChosen] = useState<Pick<StartBattle, "sides" | "durationMs">>({});
  const sides = chosen.sides ?? settings?.sides ?? NOT_YET.sides;
  const durationMs = chosen.durationMs ?? settings?.durationMs ?? NOT_YET.durationMs;
  const [title, setTitle] = useState("");
  const [isBusy, setBusy] = useState(false);
  async function start() {
    setBusy(true);
    const named = title.trim();
    await desk.ask("startBattle", { ...chosen, ...(named !== "" && { title: named }) });
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
      <SidesPicker sides={sides} onChange={(picked) => setChosen({ ...chosen, sides: picked })} />
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
        <DurationField
          durationMs={durationMs}
          onChange={(picked) => setChosen({ ...chosen, durationMs: picked })}
        />
      </div>
    </form>
  );
}
