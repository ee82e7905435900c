import { texts } from "#client/race/display/texts.ts";
import { liveryOf } from "#client/race/livery.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { useFrame } from "./use-display.ts";

/** All runners between gate and line, as dots with their numbers. */
export function MiniMap({ view }: { view: RaceView }) {
  const target = useFrame<HTMLDivElement>((map, { metres, finishM, runnerCount }) => {
    for (let i = 0; i < runnerCount; i++) {
      const dot = map.children[i] as HTMLElement | undefined;
      const part = finishM === 0 ? 0 : Math.min(1, metres[i]! / finishM);
      dot?.style.setProperty("left", `${(part * 100).toFixed(2)}%`);
      dot?.style.setProperty("z-index", String(Math.round(metres[i]!)));
    }
  });
  return (
    <div class="mini-map panel" role="img" aria-label={texts.value.display.mapLabel}>
      <div class="mini-track" ref={target}>
        {view.runners.map(({ number, livery, isScratched }) => (
          <b
            key={number}
            class="mini-dot"
            hidden={isScratched}
            style={{ background: liveryOf(livery).colour }}
          >
            {number}
          </b>
        ))}
      </div>
      <i class="mini-finish" />
    </div>
  );
}
