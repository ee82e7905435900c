import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { render } from "preact";
import type { SceneHost, WorldStatus } from "#client/engine/scene-host.ts";
import type { StageFit } from "#client/engine/stage-fit.ts";
import { DisplayContext } from "#client/race/display/hud/use-display.ts";
import { isStill, type RaceLoop, startRaceLoop } from "#client/race/display/race-loop.ts";
import type { Replay } from "./create-replay.ts";
import { ReplayBar } from "./replay-bar.tsx";
import { ReplayHud } from "./replay-hud.tsx";
import { listenToKeys } from "./replay-keys.ts";
import type { ReplayOptions } from "./replay-options.ts";
import { hashTrace } from "./trace-race.ts";

/** Where a replay is drawn. */
export interface ReplayStage {
  stage: HTMLElement;
  world: HTMLElement;
  hud: HTMLElement;
  bar: HTMLElement;
  fit: ReadonlySignal<StageFit>;
}

/** Puts a recorded race on the display's own scene, with a bar to move in it; the page keeps it for ever. */
export function openReplay(replay: Replay, place: ReplayStage, options: ReplayOptions): void {
  const { stage, world, hud, bar, fit } = place;
  const { clock, feed, motion } = replay;
  const worldStatus = signal<WorldStatus>("loading");
  const loop = startRaceLoop(motion, () => replay.winnerMs);
  loop.onFrame((_, localNowMs) => feed.show(localNowMs));
  listenToKeys(clock);
  effect(() => {
    stage.dataset["phase"] = feed.view.value?.phase ?? "gates";
    stage.classList.toggle("is-still", isStill.value);
  });
  render(
    <DisplayContext.Provider value={{ feed, loop }}>
      <ReplayHud replay={replay} world={worldStatus} />
    </DisplayContext.Provider>,
    hud,
  );
  render(<ReplayBar replay={replay} />, bar);
  if (options.timeMs !== undefined) clock.seek(options.timeMs);
  else if (!matchMedia("(prefers-reduced-motion: reduce)").matches) clock.play();

  const { resolution, isTest } = options;
  const host: SceneHost = { world, hud, stage, fit, room: "", resolution, isOverlay: false };
  void drawWorld(host, { replay, loop }).then((status) => {
    worldStatus.value = status;
  });
  if (isTest) exposeForTests({ replay, loop, worldStatus });
}

/** The world comes after the letters; without it they show the race alone. */
async function drawWorld(
  host: SceneHost,
  { replay, loop }: { replay: Replay; loop: RaceLoop },
): Promise<WorldStatus> {
  try {
    const { startWorld } = await import("#client/race/display/world/start-world.ts");
    await startWorld(host, { feed: replay.feed, loop });
    return "drawn";
  } catch (cause) {
    console.warn("the world could not be drawn", cause);
    return "absent";
  }
}

function exposeForTests({
  replay,
  loop,
  worldStatus,
}: {
  replay: Replay;
  loop: RaceLoop;
  worldStatus: ReadonlySignal<WorldStatus>;
}): void {
  Object.defineProperty(window, "__grandstand", {
    get: () => {
      const { metres, effects, runnerCount, timeMs } = replay.motion.frame;
      return {
        world: worldStatus.value,
        perf: loop.readCost(),
        timeMs,
        metres: [...metres.subarray(0, runnerCount)],
        effects: [...effects.subarray(0, runnerCount)],
        traceHash: () => hashTrace(replay.trace),
      };
    },
  });
}
