import { effect, signal } from "@preact/signals";
import type { OpenScene, SceneHost } from "#client/engine/scene-host.ts";
import { fitStage, stageSizes } from "#client/engine/stage-fit.ts";
import { readDisplayOptions } from "./display-options.ts";

const options = readDisplayOptions(location.search);
const stage = document.querySelector<HTMLElement>("#stage")!;
const isOverlay = options.isOverlay ?? "obsstudio" in window;
const fit = signal(fitStage(innerWidth, innerHeight, options.orientation));
document.body.classList.toggle("is-overlay", isOverlay);

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
let scene: OpenScene | undefined;

void import("#client/race/display/open-race-scene.tsx").then(({ openRaceScene }) => {
  scene = openRaceScene(host);
});

if (options.isTest) {
  Object.defineProperty(window, "__grandstand", { get: () => scene?.probe() });
}
