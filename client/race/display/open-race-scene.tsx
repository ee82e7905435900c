import { effect, signal } from "@preact/signals";
import { render } from "preact";
import type { OpenScene, SceneHost, WorldStatus } from "#client/engine/scene-host.ts";
import type { OpenGame } from "#client/engine/start-game.ts";
import { reloadWhenRebuilt } from "#client/framework/reload-when-rebuilt.ts";
import { openDisplayFeed } from "./display-feed.ts";
import { firstHomeMs } from "./first-home.ts";
import { Hud } from "./hud/hud.tsx";
import { DisplayContext } from "./hud/use-display.ts";
import { isHome, isStill, startRaceLoop } from "./race-loop.ts";
import { texts } from "./texts.ts";

/** Puts the races of a lobby on the display. */
export function openRaceScene(host: SceneHost): OpenScene {
  const { stage, hud } = host;
  const worldStatus = signal<WorldStatus>("loading");
  const feed = openDisplayFeed(host.room);
  const loop = startRaceLoop(feed.motion, () => firstHomeMs(feed.view.value?.runners ?? []));
  let game: OpenGame | undefined;
  let isClosed = false;

  const ends = [
    effect(() => {
      stage.dataset["phase"] = feed.view.value?.phase ?? "waiting";
      stage.classList.toggle("is-still", isStill.value);
      document.title = texts.value.display.title;
    }),
    reloadWhenRebuilt({ link: feed.link, mayReload: () => feed.view.value?.phase === "lobby" }),
  ];
  render(
    <DisplayContext.Provider value={{ feed, loop }}>
      <Hud room={host.room} world={worldStatus} />
    </DisplayContext.Provider>,
    hud,
  );
  void openWorld();

  /** The world comes after the letters; without it they show the race alone. */
  async function openWorld() {
    try {
      const { startWorld } = await import("./world/start-world.ts");
      if (isClosed) return;
      game = await startWorld(host, { feed, loop });
      if (isClosed) game.close();
      else worldStatus.value = "drawn";
    } catch (cause) {
      console.warn("the world could not be drawn", cause);
      worldStatus.value = "absent";
    }
  }

  return {
    probe() {
      const { metres, runnerCount, ...frame } = feed.motion.frame;
      return {
        ready: feed.view.value !== undefined && worldStatus.value !== "loading",
        world: worldStatus.value,
        perf: { ...loop.readCost(), extrapolated: feed.motion.extrapolatedCount },
        frame: { ...frame, metres: [...metres.subarray(0, runnerCount)] },
      };
    },
    close() {
      isClosed = true;
      for (const end of ends) end();
      loop.stop();
      feed.close();
      game?.close();
      render(null, hud);
      isStill.value = false;
      isHome.value = false;
      stage.classList.remove("is-still");
      delete stage.dataset["phase"];
    },
  };
}
