import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { stageSizes } from "#client/engine/stage-fit.ts";
import { readRaceId } from "#client/race/read-race-id.ts";
import { findReplay, type ReplayFault } from "#client/race/replay/find-replay.ts";
import { openReplay } from "#client/race/replay/open-replay.tsx";
import { fitReplay } from "#client/race/replay/replay-fit.ts";
import { ReplayMessage } from "#client/race/replay/replay-message.tsx";
import { readReplayOptions } from "#client/race/replay/replay-options.ts";
import { texts } from "#client/race/replay/texts.ts";

const LOOK_AGAIN_MS = 3_000;

const [stage, world, hud, bar, message] = ["stage", "world", "hud", "bar", "message"].map((id) => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
}) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement];

const raceId = readRaceId(location.pathname);
const fit = signal(measure());
new ResizeObserver(() => {
  fit.value = measure();
}).observe(bar);
addEventListener("resize", () => {
  fit.value = measure();
});
effect(() => {
  const { orientation, scale, left, top } = fit.value;
  const { width, height } = stageSizes[orientation];
  stage.dataset["layout"] = orientation;
  stage.style.width = `${width}px`;
  stage.style.height = `${height}px`;
  stage.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
});
effect(() => {
  const { replay } = texts.value;
  document.title = raceId === undefined ? replay.plainTitle : replay.title(raceId);
});
say(undefined);
void look();

function measure() {
  return fitReplay(innerWidth, innerHeight, bar.offsetHeight);
}

function say(fault: ReplayFault | undefined): void {
  render(<ReplayMessage fault={fault} raceId={raceId} />, message);
}

async function look(): Promise<void> {
  const found = await findReplay(raceId).catch((): ReplayFault => "silent");
  if (typeof found !== "string") {
    render(null, message);
    openReplay(found, { stage, world, hud, bar, fit }, readReplayOptions(location.search));
    return;
  }
  say(found);
  if (found === "pending" || found === "silent") setTimeout(() => void look(), LOOK_AGAIN_MS);
}
