import { texts } from "#client/race/display/texts.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { PodPicture } from "./pod-picture.tsx";
import { useFrame } from "./use-display.ts";

/** The race without a world: where WebGL is missing, every runner is a pod in its own lane of the whole track. */
export function Lanes({ view }: { view: RaceView }) {
  const target = useFrame<HTMLDivElement>((lanes, { metres, finishM, runnerCount }) => {
    for (let i = 0; i < runnerCount; i++) {
      const lane = lanes.children[i] as HTMLElement | undefined;
      const part = finishM === 0 ? 0 : Math.min(1, metres[i]! / finishM);
      lane?.style.setProperty("--part", part.toFixed(4));
    }
  });
  return (
    <div class="lanes">
      <div class="lanes-track" ref={target}>
        {view.runners.map(({ number, livery, isScratched }) => (
          <p key={number} class="lane">
            {!isScratched && <PodPicture number={number} livery={livery} />}
          </p>
        ))}
      </div>
      <p class="lanes-note">{texts.value.display.noWorld}</p>
    </div>
  );
}
