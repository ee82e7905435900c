import type { BattleView } from "#client/battle/battle-view.ts";
import { formatTimeLeft } from "#client/framework/format-time.ts";
import type { StageDesk } from "./stage-desk.ts";
import { texts } from "./texts.ts";

const FACTORS = [2, 3];
const LASTS_MS = 30_000;

/** Gifts count two or three times for half a minute. */
export function BoostButtons({ desk, view }: { desk: StageDesk; view: BattleView }) {
  const { battle } = texts.value.stage;
  const leftMs = view.multiplierEndsAtMs - desk.now.value;
  return (
    <div class="boosts">
      <span class="label">{battle.boost}</span>
      {FACTORS.map((factor) => (
        <button
          key={factor}
          type="button"
          class="button is-small"
          onClick={() =>
            void desk.ask("boostPoints", { battleId: view.battleId, factor, lastsMs: LASTS_MS })
          }
        >
          {battle.boostButton(factor)}
        </button>
      ))}
      {view.multiplier > 1 && (
        <span class="pill label">{battle.boosted(view.multiplier, formatTimeLeft(leftMs))}</span>
      )}
    </div>
  );
}
