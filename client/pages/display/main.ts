import { effect, signal } from "@preact/signals";
import type { BattleFeed } from "#client/battle/battle-feed.ts";
import type { OpenScene, SceneHost } from "#client/engine/scene-host.ts";
import { fitStage, stageSizes } from "#client/engine/stage-fit.ts";
import { chooseScene, type SceneName } from "./choose-scene.ts";
import { readDisplayOptions } from "./display-options.ts";

/** As long as the old scene takes to leave (`stage.css`). */
const TURN_MS = 340;
/** Nothing tells that a result has been shown for long enough but the time. */
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
let shown: { name: SceneName; scene: OpenScene } | undefined;
let isTurning = false;

async function openScene(name: SceneName): Promise<OpenScene> {
  if (name === "race") {
    const { openRaceScene } = await import("#client/race/display/open-race-scene.tsx");
    return openRaceScene(host);
  }
  const { openBattleScene } = await import("#client/battle/display/open-battle-scene.tsx");
  return openBattleScene(host, { feed: await openFeed(), volume: options.volume });
}

/** One connection to the stage for the page: it also tells when the battle's turn is. */
async function openFeed(): Promise<BattleFeed> {
  const { openBattleFeed } = await import("#client/battle/battle-feed.ts");
  feed ??= openBattleFeed(options.room);
  return feed;
}

/** Takes the old scene away and puts another on; asked again meanwhile it does nothing. */
async function turnTo(name: SceneName): Promise<void> {
  if (isTurning || shown?.name === name) return;
  isTurning = true;
  if (shown !== undefined) {
    stage.classList.add("is-turning");
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    shown.scene.close();
    shown = undefined;
  }
  stage.dataset["scene"] = name;
  shown = { name, scene: await openScene(name) };
  stage.classList.remove("is-turning");
  isTurning = false;
}

async function followBattle(): Promise<void> {
  const { view, serverNow } = await openFeed();
  const follow = () => void turnTo(chooseScene(view.value, serverNow()));
  effect(follow);
  setInterval(follow, LOOK_AGAIN_MS);
}

if (options.scene === "auto") void followBattle();
else void turnTo(options.scene);

if (options.isTest) {
  Object.defineProperty(window, "__grandstand", {
    get: () => shown && { scene: shown.name, ...shown.scene.probe() },
  });
}
