import { effect, signal } from "@preact/signals";
import type { BattleFeed } from "#client/battle/battle-feed.ts";
import type { SceneHost } from "#client/engine/scene-host.ts";
import { fitStage, stageSizes } from "#client/engine/stage-fit.ts";
import { chooseScene, type SceneName } from "./choose-scene.ts";
import { readDisplayOptions } from "./display-options.ts";
import { turnScenes } from "./turn-scenes.ts";

/** As long as the old scene takes to leave (`stage.css`). */
const TURN_MS = 340;
/** A result that has been shown for long enough is told by the time alone; so is a second try. */
const LOOK_AGAIN_MS = 1_000;

const options = readDisplayOptions(location.search);
const stage = document.querySelector<HTMLElement>("#stage")!;
const isOverlay = options.isOverlay ?? "obsstudio" in window;
const fit = signal(fitStage(innerWidth, innerHeight, options.orientation));
document.documentElement.classList.toggle("is-overlay", isOverlay);

addEventListener("resize", () => {
  fit.value = fitStage(innerWidth, innerHeight, options.orientation);
});
effect(() => {
  const { orientation, scale, left, top } = fit.value;
  stage.dataset["layout"] = orientation;
  stage.style.width = `${stageSizes[orientation].width}px`;
  stage.style.height = `${stageSizes[orientation].height}px`;
  stage.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
});

const host: SceneHost = {
  world: document.querySelector<HTMLElement>("#world")!,
  hud: document.querySelector<HTMLElement>("#hud")!,
  stage,
  fit,
  room: options.room,
  resolution: options.resolution,
  isOverlay,
};

let feed: BattleFeed | undefined;

/** One connection to the stage for the page: it also tells when the battle's turn is. */
async function openFeed(): Promise<BattleFeed> {
  const { openBattleFeed } = await import("#client/battle/battle-feed.ts");
  if (feed === undefined) {
    feed = openBattleFeed(options.room);
    feed.view.subscribe(look);
  }
  return feed;
}

const turner = turnScenes<SceneName>({
  async choose() {
    if (options.scene !== "auto") return options.scene;
    const { view, serverNow } = await openFeed();
    return chooseScene(view.value, serverNow());
  },
  async load(name) {
    if (name === "race") {
      const { openRaceScene } = await import("#client/race/display/open-race-scene.tsx");
      return () => openRaceScene(host);
    }
    const { openBattleScene } = await import("#client/battle/display/open-battle-scene.tsx");
    const battle = { feed: await openFeed(), volume: options.volume };
    return () => openBattleScene(host, battle);
  },
  async fadeOut() {
    stage.classList.add("is-turning");
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
  },
  fadeIn(name) {
    stage.dataset["scene"] = name;
    stage.classList.remove("is-turning");
  },
  noteFailure: (cause) => console.warn("the scene could not be put on", cause),
  reload: () => location.reload(),
  pageAgeMs: () => performance.now(),
});

function look(): void {
  void turner.look();
}

look();
setInterval(look, LOOK_AGAIN_MS);

if (options.isTest) {
  Object.defineProperty(window, "__grandstand", {
    get: () => turner.shown && { scene: turner.shown.name, ...turner.shown.scene.probe() },
  });
}
