import { effect, signal } from "@preact/signals";
import { render } from "preact";
import type { BattleFeed } from "#client/battle/battle-feed.ts";
import type { OpenScene, SceneHost, WorldStatus } from "#client/engine/scene-host.ts";
import type { OpenGame } from "#client/engine/start-game.ts";
import { reloadWhenRebuilt } from "#client/framework/reload-when-rebuilt.ts";
import { openSoundDesk } from "#client/framework/sound/sound-desk.ts";
import { playBattle } from "./battle-sounds.ts";
import { BattleHud } from "./hud/battle-hud.tsx";
import { BattleContext } from "./hud/use-battle.ts";
import { startMovingPicture } from "./moving-picture.ts";
import { collectNews } from "./news.ts";
import { texts } from "./texts.ts";

export interface BattleSceneOptions {
  /** Left open when the scene closes: who opened it closes it. */
  feed: BattleFeed;
  /** Loudness, 0 to 100 with 0 = off; undefined = as this device remembers. */
  volume: number | undefined;
}

/** Puts a stage's battle on the display. */
export function openBattleScene(host: SceneHost, { feed, volume }: BattleSceneOptions): OpenScene {
  const { stage, hud, room, isOverlay } = host;
  const worldStatus = signal<WorldStatus>("loading");
  const { layout, frame, flights, loop, stop } = startMovingPicture(feed, host.fit);
  const news = collectNews(feed);
  const desk = openSoundDesk({ volume, isOverlay });
  const { isBlocked } = desk;
  let game: OpenGame | undefined;
  let isClosed = false;

  const ends = [
    effect(() => {
      stage.dataset["phase"] = feed.view.value?.phase ?? "waiting";
      document.title = texts.value.battle.pageTitle;
    }),
    playBattle({ feed, flights, desk }),
    reloadWhenRebuilt({
      link: feed.link,
      // With autopilot a stage is never idle.
      mayReload: () => ["idle", "finished", undefined].includes(feed.view.value?.phase),
    }),
    stop,
    () => news.stop(),
    () => desk.close(),
  ];
  const battle = { feed, loop, flights, news, layout, room, isSoundBlocked: isBlocked };
  render(
    <BattleContext.Provider value={battle}>
      <BattleHud />
    </BattleContext.Provider>,
    hud,
  );
  void openWorld();

  /** The world comes after the letters; without it they tell the story alone. */
  async function openWorld() {
    try {
      const { startBattleWorld } = await import("./world/start-battle-world.ts");
      if (isClosed) return;
      const view = () => feed.view.value;
      const told = { loop, frame, flights, view, layout: () => layout.value, isOverlay };
      game = await startBattleWorld(host, told);
      if (isClosed) game.close();
      else worldStatus.value = "drawn";
    } catch (cause) {
      console.warn("the world could not be drawn", cause);
      worldStatus.value = "absent";
    }
  }

  return {
    probe: () => ({
      ready: feed.view.value !== undefined && worldStatus.value !== "loading",
      world: worldStatus.value,
      perf: loop.readCost(),
      phase: feed.view.value?.phase,
      scores: Object.fromEntries(frame.sides.map(({ country, score }) => [country, score])),
      shownScores: Object.fromEntries(
        frame.sides.map(({ country, shownScore }) => [country, Math.round(shownScore)]),
      ),
      flying: flights.list.length,
      merged: flights.mergedCount,
      sound: { isBlocked: isBlocked.value, volume: desk.volume.value },
    }),
    close() {
      isClosed = true;
      for (const end of ends) end();
      game?.close();
      render(null, hud);
      delete stage.dataset["phase"];
    },
  };
}
