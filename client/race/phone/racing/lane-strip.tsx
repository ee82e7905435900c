import { liveryOf } from "#client/race/display/livery.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { texts } from "../texts.ts";

/**
 * Every runner on its lane from gate to line. The browser slides each mark from patch to patch, so
 * the strip moves smoothly without a script running. The order list says the same in words.
 */
export function LaneStrip(props: {
  view: RaceView;
  /** Millimetres, in saddle order. */
  positions: readonly number[];
  mine: ReadonlySet<number>;
}) {
  const { view, positions, mine } = props;
  return (
    <div class="lanes" role="img" aria-label={texts.value.phone.race.strip}>
      {view.runners.map((runner, index) => {
        const covered = Math.min(1, (positions[index] ?? 0) / view.distanceMm);
        const { colour, isOutlined } = liveryOf(runner.livery);
        return (
          <div
            key={runner.number}
            class={`lane${mine.has(runner.number) ? " is-mine" : ""}`}
            style={{ "--hull": colour }}
          >
            <span class="lane-run" style={{ transform: `translateX(${covered * 100}%)` }}>
              <span class={`lane-mark${isOutlined ? " is-outlined" : ""}`}>{runner.number}</span>
            </span>
          </div>
        );
      })}
    </div>
  );
}
