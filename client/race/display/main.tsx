import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { openDisplayFeed } from "./display-feed.ts";
import { readDisplayOptions } from "./display-options.ts";
import { firstHomeMs } from "./first-home.ts";
import { isStill, startFrameLoop } from "./frame-loop.ts";
import { Hud, type WorldStatus } from "./hud/hud.tsx";
import { DisplayContext } from "./hud/use-display.ts";
import { reloadWhenRebuilt } from "./reload-when-rebuilt.ts";
import { fitStage, stageSizes } from "./stage-fit.ts";
import { texts } from "./texts.ts";

const options = readDisplayOptions(location.search);
const stage = document.querySelector<HTMLElement>("#stage")!;
const hud = document.querySelector<HTMLElement>("#hud")!;
const fit = signal(fitStage(innerWidth, innerHeight, options.orientation));
const worldStatus = signal<WorldStatus>("loading");

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

const feed = openDisplayFeed(options.room);
const loop = startFrameLoop(feed.motion, () => firstHomeMs(feed.view.value?.runners ?? []));

effect(() => {
  stage.dataset["phase"] = feed.view.value?.phase ?? "waiting";
  stage.classList.toggle("is-still", isStill.value);
  document.title = texts.value.display.title;
});

render(
  <DisplayContext.Provider value={{ feed, loop }}>
    <Hud room={options.room} world={worldStatus} />
  </DisplayContext.Provider>,
  hud,
);

reloadWhenRebuilt(feed);
void openWorld();

/** The world comes after the letters; without it they show the race alone. */
async function openWorld() {
  try {
    const { startWorld } = await import("./world/start-world.ts");
    await startWorld({
      parent: document.querySelector<HTMLElement>("#world")!,
      feed,
      loop,
      fit,
      resolution: options.resolution,
    });
    worldStatus.value = "drawn";
  } catch (cause) {
    console.warn("the world could not be drawn", cause);
    worldStatus.value = "absent";
  }
}

if (options.isTest) {
  Object.assign(window, {
    __grandstand: {
      get ready() {
        return feed.view.value !== undefined && worldStatus.value !== "loading";
      },
      get world() {
        return worldStatus.value;
      },
      get perf() {
        return { ...loop.readCost(), extrapolated: feed.motion.extrapolatedCount };
      },
      get frame() {
        const { metres, runnerCount, ...frame } = feed.motion.frame;
        return { ...frame, metres: [...metres.subarray(0, runnerCount)] };
      },
    },
  });
}
