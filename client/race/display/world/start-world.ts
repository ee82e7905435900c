import { effect, type ReadonlySignal } from "@preact/signals";
import { Game, Scale, WEBGL } from "phaser";
import type { DisplayFeed } from "#client/race/display/display-feed.ts";
import type { FrameLoop } from "#client/race/display/frame-loop.ts";
import { createResolutionLadder } from "#client/race/display/resolution-ladder.ts";
import type { StageFit } from "#client/race/display/stage-fit.ts";
import { ledWords, texts } from "#client/race/display/texts.ts";
import { worldLayouts } from "./world-layout.ts";
import { WorldScene, type WorldSource } from "./world-scene.ts";

/** Sharper than this is seen by nobody and paid for by every frame. */
const PIXEL_SCALE_MAX = 2;

export interface WorldOptions {
  parent: HTMLElement;
  feed: DisplayFeed;
  loop: FrameLoop;
  fit: ReadonlySignal<StageFit>;
  /** Canvas pixels per screen pixel; undefined = found by itself. */
  resolution: number | undefined;
}

/** Opens the world in an element and resolves when it is drawn. Rejects where there is no WebGL. */
export async function startWorld(options: WorldOptions): Promise<void> {
  const { parent, feed, loop, fit } = options;
  if (!hasWebGl()) throw new Error("no WebGL");
  await loadFonts();
  const ladder = createResolutionLadder();
  const resolution = () => options.resolution ?? ladder.resolution;
  const pixelScale = () =>
    Math.min(PIXEL_SCALE_MAX, fit.value.scale * devicePixelRatio) * resolution();
  const size = () => {
    const { width, height } = worldLayouts[fit.value.orientation];
    return {
      width: Math.max(1, Math.round(width * pixelScale())),
      height: Math.max(1, Math.round(height * pixelScale())),
    };
  };
  const game = new Game({
    type: WEBGL,
    parent,
    backgroundColor: "#060920",
    banner: false,
    audio: { noAudio: true },
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    scale: { mode: Scale.NONE, ...size() },
    // Phaser smooths its steps over many frames; sparks then fly ahead of pods on a slow machine.
    fps: { smoothStep: false },
    render: { powerPreference: "high-performance" },
  });
  const resize = () => {
    const { width, height } = size();
    if (game.scale.width !== width || game.scale.height !== height)
      game.scale.resize(width, height);
    // Phaser writes the canvas's own size here; the stage decides it.
    game.canvas.style.width = "";
    game.canvas.style.height = "";
  };
  await new Promise<void>((onReady) => {
    const source: WorldSource = {
      frame: feed.motion.frame,
      view: () => feed.view.value,
      layout: () => worldLayouts[fit.value.orientation],
      pixelScale,
      boardWords: ledWords,
      onReady,
    };
    game.scene.add("world", WorldScene, true, source);
  });
  let worldStartedMs = performance.now();
  game.events.on("prestep", () => {
    worldStartedMs = performance.now();
  });
  game.events.on("postrender", () => loop.noteWorldCost(performance.now() - worldStartedMs));
  if (options.resolution === undefined) watchFrames(loop, ladder, resize);
  effect(() => {
    void fit.value;
    resize();
  });
  effect(() => describeCanvas(game.canvas, feed));
}

/** Makes the canvas smaller where the machine can't keep up. */
function watchFrames(
  loop: FrameLoop,
  ladder: ReturnType<typeof createResolutionLadder>,
  resize: () => void,
): void {
  let lastMs: number | undefined;
  loop.onFrame((_, nowMs) => {
    if (lastMs !== undefined && ladder.noteFrame(nowMs - lastMs)) resize();
    lastMs = nowMs;
  });
}

function describeCanvas(canvas: HTMLCanvasElement, feed: DisplayFeed): void {
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", texts.value.display.worldLabel(feed.view.value?.title ?? ""));
}

function hasWebGl(): boolean {
  const canvas = document.createElement("canvas");
  return (canvas.getContext("webgl2") ?? canvas.getContext("webgl")) !== null;
}

/** Numbers on pods and words on the board are painted once: with the right letters, or with those at hand. */
async function loadFonts(): Promise<void> {
  try {
    await document.fonts.load('italic 700 40px "Barlow Condensed"');
  } catch (cause) {
    console.warn("the display's font did not load", cause);
  }
}
