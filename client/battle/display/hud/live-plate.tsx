import { formatPoints } from "#client/battle/display/format-points.ts";
import { texts } from "#client/battle/display/texts.ts";
import { language } from "#client/framework/language.ts";
import { isReal, type SourceKind } from "#common/live/live-event.ts";
import { useBattle } from "./use-battle.ts";

/** Whether the LIVE is heard, and how many watch it. A rehearsal says so. */
export function LivePlate() {
  const view = useBattle().feed.view.value;
  if (view === undefined) return null;
  const { battle } = texts.value;
  const { state, viewers, kind } = view.source;
  // Between battles too nobody is told that a simulated audience is a LIVE.
  const isRehearsal = view.isRehearsal || (kind !== "" && !isReal(kind as SourceKind));
  const isLive = state === "live";
  const trouble = battle.sourceStates[state];
  return (
    <section class="live-plate plate" data-source={state} aria-label={battle.live}>
      <p class={`live-word ${isRehearsal ? "is-rehearsal" : ""} ${isLive ? "is-live" : ""}`}>
        <span>
          <i class="live-dot" />
          {isRehearsal ? battle.rehearsal : battle.live}
        </span>
      </p>
      <p class="live-viewers" role="status">
        <span>{isLive ? battle.watching(formatPoints(viewers, language.value)) : trouble}</span>
      </p>
    </section>
  );
}
