import { effect, type ReadonlySignal } from "@preact/signals";
import { Game, Scale, type Scene, WEBGL } from "phaser";
import type { FrameLoop } from "./frame-loop.ts";
import { createResolutionLadder } from "./resolution-ladder.ts";
import { type StageFit, stageSizes } from "./stage-fit.ts";

/** Sharper than this is seen by nobody and paid for by every frame. */
const PIXEL_SCALE_MAX = 2;

export interface GameOptions<Source extends object> {
  parent: HTMLElement;
  loop: Pick<FrameLoop<unknown>, "onFrame" | "noteWorldCost">;
  fit: ReadonlySignal<StageFit>;
  /** Canvas pixels per screen pixel; undefined = found by itself. */
  resolution: number | undefined;
  isTransparent?: boolean;
  scene: new () => Scene;
  /** What the scene is started with; `onReady` is for it to call once it has drawn. */
  source: (page: GamePage) => Source;
  /** What a screen reader says of the canvas; a signal read in it keeps it fresh. */
  label: () => string;
}

export interface GamePage {
  /** Canvas pixels per stage pixel. */
  pixelScale(): number;
  onReady(): void;
}

export interface OpenGame {
  /** Frees the canvas, its textures and its context. */
  close(): void;
}

/** Opens a Phaser scene that fills the stage and resolves when it is drawn. Rejects where there is no WebGL. */
export async function startGame<Source extends object>(
  options: GameOptions<Source>,
): Promise<OpenGame> {
  const { parent, loop, fit } = options;
  if (!hasWebGl()) throw new Error("no WebGL");
  await loadFonts();
  const ladder = createResolutionLadder();
  const resolution = () => options.resolution ?? ladder.resolution;
  const pixelScale = () =>
    Math.min(PIXEL_SCALE_MAX, fit.value.scale * devicePixelRatio) * resolution();
  const size = () => {
    const { width, height } = stageSizes[fit.value.orientation];
    return {
      width: Math.max(1, Math.round(width * pixelScale())),
      height: Math.max(1, Math.round(height * pixelScale())),
    };
  };
  const game = new Game({
    type: WEBGL,
    parent,
    ...(options.isTransparent ? { transparent: true } : { backgroundColor: "#060920" }),
    banner: false,
    audio: { noAudio: true },
    input: { keyboard: false, mouse: false, touch: false, gamepad: false },
    scale: { mode: Scale.NONE, ...size() },
    // Phaser smooths its steps over many frames; sparks then fly ahead of pods on a slow machine.
    fps: { smoothStep: false },
    // With many textures in one draw the shader picks by comparing interpolated floats for equality,
    // and where they are off by a hair pieces of pictures are missing.
    render: { powerPreference: "high-performance", maxTextures: 1 },
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
    game.scene.add("world", options.scene, true, options.source({ pixelScale, onReady }));
  });
  noteCosts(game, loop);
  const ends = [
    sleepUnseen(game),
    options.resolution === undefined ? watchFrames(loop, ladder, resize) : () => {},
    effect(() => {
      void fit.value;
      resize();
    }),
    effect(() => {
      game.canvas.setAttribute("role", "img");
      game.canvas.setAttribute("aria-label", options.label());
    }),
  ];
  return {
    close() {
      for (const end of ends) end();
      game.destroy(true);
    },
  };
}

/** In OBS a source that nobody sees draws nothing. */
function sleepUnseen(game: Game): () => void {
  const onVisible = (event: Event) => {
    const { visible } = (event as CustomEvent<{ visible: boolean }>).detail;
    if (visible) game.loop.wake();
    else game.loop.sleep();
  };
  addEventListener("obsSourceVisibleChanged", onVisible);
  return () => removeEventListener("obsSourceVisibleChanged", onVisible);
}

function noteCosts(game: Game, loop: Pick<FrameLoop<unknown>, "noteWorldCost">): void {
  let startedMs = performance.now();
  game.events.on("prestep", () => {
    startedMs = performance.now();
  });
  game.events.on("postrender", () => loop.noteWorldCost(performance.now() - startedMs));
}

/** Makes the canvas smaller where the machine can't keep up. */
function watchFrames(
  loop: Pick<FrameLoop<unknown>, "onFrame">,
  ladder: ReturnType<typeof createResolutionLadder>,
  resize: () => void,
): () => void {
  let lastMs: number | undefined;
  return loop.onFrame((_, nowMs) => {
    if (lastMs !== undefined && ladder.noteFrame(nowMs - lastMs)) resize();
    lastMs = nowMs;
  });
}

function hasWebGl(): boolean {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  // Browsers keep few contexts: the trial gives its own back at once.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

/** Letters on pods and boards are painted once: with the right ones, or with those at hand. */
async function loadFonts(): Promise<void> {
  try {
    await document.fonts.load('italic 700 40px "Barlow Condensed"');
  } catch (cause) {
    console.warn("the display's font did not load", cause);
  }
}
