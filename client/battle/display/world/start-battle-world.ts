import type { BattleFrame } from "#client/battle/display/battle-motion.ts";
import { texts } from "#client/battle/display/texts.ts";
import type { FrameLoop } from "#client/engine/frame-loop.ts";
import type { SceneHost } from "#client/engine/scene-host.ts";
import { type OpenGame, startGame } from "#client/engine/start-game.ts";
import { type BattleSource, BattleWorld } from "./battle-world.ts";

type Told = Omit<BattleSource, "pixelScale" | "onReady">;

/** Opens the battle's world and resolves when it is drawn. Rejects where there is no WebGL. */
export function startBattleWorld(
  host: SceneHost,
  { loop, ...told }: Told & { loop: FrameLoop<BattleFrame> },
): Promise<OpenGame> {
  const { world, fit, resolution, isOverlay } = host;
  return startGame<BattleSource>({
    parent: world,
    loop,
    fit,
    resolution,
    isTransparent: isOverlay,
    scene: BattleWorld,
    source: (page) => ({ ...told, ...page }),
    label: () => texts.value.battle.worldLabel(told.view()?.title ?? ""),
  });
}
