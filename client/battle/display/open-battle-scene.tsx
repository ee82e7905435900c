import { computed, effect, signal } from "@preact/signals";
import { render } from "preact";
import type { BattleFeed } from "#client/battle/battle-feed.ts";
import { startFrameLoop } from "#client/engine/frame-loop.ts";
import type { OpenScene, SceneHost, WorldStatus } from "#client/engine/scene-host.ts";
import type { OpenGame } from "#client/engine/start-game.ts";
import { reloadWhenRebuilt } from "#client/framework/reload-when-rebuilt.ts";
import { openSoundDesk } from "#client/framework/sound/sound-desk.ts";
import { FLAG, layOutBattle } from "./battle-layout.ts";
import { createBattleMotion } from "./battle-motion.ts";
import { playBattle } from "./battle-sounds.ts";
import { flagTop } from "./flag-spot.ts";
import { BIG_POINTS, createFlights, type Spot } from "./flights.ts";
import { BattleHud } from "./hud/battle-hud.tsx";
import { BattleContext } from "./hud/use-battle.ts";
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
  const { stage, hud, fit } = host;
  const worldStatus = signal<WorldStatus>("loading");
  const sideCount = computed(() => feed.view.value?.sides.length ?? 0);
  const layout = computed(() => layOutBattle(fit.value.orientation, Math.max(1, sideCount.value)));
  const motion = createBattleMotion();
  const flights = createFlights({ targetOf, stage: () => layout.value });
  const news = collectNews(feed);
  const desk = openSoundDesk({ volume, isOverlay: host.isOverlay });
  const loop = startFrameLoop((localNowMs) => {
    flights.advance(localNowMs);
    return motion.advance(localNowMs);
  });
  let game: OpenGame | undefined;
  let isClosed = false;

  function targetOf(country: string): Spot {
    const { columns, width } = layout.value;
    const index = motion.frame.sides.findIndex((side) => side.country === country);
    const place = columns[index];
    const side = motion.frame.sides[index];
    // Gifts without a country fly to where they are said to wait.
    if (place === undefined || side === undefined) return { x: width / 2, y: 230 };
    return { x: place.x, y: flagTop(place, side) + (FLAG.height * place.scale) / 2 };
  }

  const ends = [
    effect(() => {
      const view = feed.view.value;
      stage.dataset["phase"] = view?.phase ?? "waiting";
      document.title = texts.value.battle.pageTitle;
      if (view === undefined) return;
      motion.heard(view, layout.value.tugPartMin);
      if (view.phase === "idle" || view.phase === "finished") flights.clear();
    }),
    feed.onGift((gift) => {
      // A hidden page draws nothing: the gifts of an hour would all fly when it is shown again.
      if (!document.hidden) flights.add(gift);
    }),
    flights.onLand(({ flight }) => {
      motion.flash(flight.country, flight.points >= BIG_POINTS ? 1 : 0.45);
    }),
    playBattle({ feed, flights, desk }),
    reloadWhenRebuilt({
      link: feed.link,
      mayReload: () => feed.view.value === undefined || feed.view.value.phase === "idle",
    }),
  ];
  render(
    <BattleContext.Provider
      value={{
        feed,
        loop,
        flights,
        news,
        layout,
        room: host.room,
        isSoundBlocked: desk.isBlocked,
      }}
    >
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
      game = await startBattleWorld(host, {
        loop,
        frame: motion.frame,
        flights,
        view: () => feed.view.value,
        layout: () => layout.value,
        isOverlay: host.isOverlay,
      });
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
      scores: Object.fromEntries(motion.frame.sides.map((side) => [side.country, side.score])),
      shownScores: Object.fromEntries(
        motion.frame.sides.map((side) => [side.country, Math.round(side.shownScore)]),
      ),
      flying: flights.list.length,
      merged: flights.mergedCount,
      sound: { isBlocked: desk.isBlocked.value, volume: desk.volume.value },
    }),
    close() {
      isClosed = true;
      for (const end of ends) end();
      loop.stop();
      news.stop();
      desk.close();
      game?.close();
      render(null, hud);
      delete stage.dataset["phase"];
    },
  };
}
