import { effect, type ReadonlySignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { liveryOf } from "#client/race/livery.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { texts } from "../texts.ts";

/**
 * Every runner on its lane from gate to line. Each patch only moves the marks, and the browser
 * slides them there, so the strip runs smoothly on a slow phone. The order list says the same in
 * words.
 */
export function LaneStrip(props: {
  view: RaceView;
  /** Millimetres, in saddle order. */
  positions: ReadonlySignal<readonly number[]>;
  mine: ReadonlySet<number>;
}) {
  const { view, positions, mine } = props;
  const lanes = useRef<HTMLDivElement>(null);
  const { distanceMm } = view;
  useEffect(
    () =>
      effect(() => {
        const covered = positions.value;
        for (const [index, lane] of [...(lanes.current?.children ?? [])].entries()) {
          const share = Math.min(1, (covered[index] ?? 0) / distanceMm);
          const mark = lane.firstElementChild as HTMLElement;
          mark.style.transform = `translateX(${share * 100}%)`;
        }
      }),
    [positions, distanceMm],
  );
  return (
    <div ref={lanes} class="lanes" role="img" aria-label={texts.value.phone.race.strip}>
      {view.runners.map(({ number, livery, isScratched }) => {
        const { colour, isOutlined } = liveryOf(livery);
        return (
          <div
            key={number}
            class={`lane${mine.has(number) ? " is-mine" : ""}${isScratched ? " is-scratched" : ""}`}
            style={{ "--hull": colour }}
          >
            <span class="lane-run">
              <span class={`lane-mark${isOutlined ? " is-outlined" : ""}`}>{number}</span>
            </span>
          </div>
        );
      })}
    </div>
  );
}
