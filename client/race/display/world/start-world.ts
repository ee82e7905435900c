import type { SceneHost } from "#client/engine/scene-host.ts";
import { type OpenGame, startGame } from "#client/engine/start-game.ts";
import type { DisplayFeed } from "#client/race/display/display-feed.ts";
import type { RaceLoop } from "#client/race/display/race-loop.ts";
import { ledWords, texts } from "#client/race/display/texts.ts";
import { worldLayouts } from "./world-layout.ts";
import { WorldScene, type WorldSource } from "./world-scene.ts";

/** Opens the track in an element and resolves when it is drawn. Rejects where there is no WebGL. */
export function startWorld(
  host: SceneHost,
  { feed, loop }: { feed: DisplayFeed; loop: RaceLoop },
): Promise<OpenGame> {
  const { world, fit, resolution } = host;
  return startGame<WorldSource>({
    parent: world,
    loop,
    fit,
    resolution,
    scene: WorldScene,
    source: (page) => ({
      frame: feed.motion.frame,
      view: () => feed.view.value,
      layout: () => worldLayouts[fit.value.orientation],
      boardWords: ledWords,
      ...page,
    }),
    label: () => texts.value.display.worldLabel(feed.view.value?.title ?? ""),
  });
}
