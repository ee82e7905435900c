import { texts } from "#client/race/display/texts.ts";
import { useDisplay } from "./use-display.ts";

/** Whose show this is and which race. */
export function BrandPlate() {
  const { common } = texts.value;
  const view = useDisplay().feed.view.value;
  return (
    <header class="brand-plate plate">
      <h1 class="brand-name">
        <span>{common.brand}</span>
      </h1>
      {view && (
        <p class="brand-race">
          <strong>{view.trackName}</strong>
          <span>
            {common.race(view.raceNumber)} · {common.metres(view.distanceMm / 1000)} ·{" "}
            {common.runnerCount(view.runners.length)}
          </span>
        </p>
      )}
    </header>
  );
}
