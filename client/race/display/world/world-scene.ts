import { Scene } from "phaser";
import type { RaceFrame } from "#client/race/display/race-motion.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { addConfetti } from "./confetti-layer.ts";
import { addField, forgetPods } from "./field-layer.ts";
import type { Layer, Moment } from "./layer.ts";
import { addLines } from "./lines-layer.ts";
import { createRaceCamera } from "./race-camera.ts";
import { addBeams, addScenery } from "./scenery-layer.ts";
import { addTrack } from "./track-layer.ts";
import type { WorldLayout } from "./world-layout.ts";

/** What the world is told when it is built; it asks for the race again on every frame. */
export interface WorldSource {
  frame: Readonly<RaceFrame>;
  view(): RaceView | undefined;
  layout(): WorldLayout;
  /** Canvas pixels per stage pixel. */
  pixelScale(): number;
  boardWords: readonly string[];
  onReady(): void;
}

/** Lanes of an empty track, before the first race is known. */
const EMPTY_LANES = 8;
/** A longer step than this is a hidden tab. */
const ELAPSED_MS_MAX = 500;

/** The world of the display: built anew for every race, since every field has its own lanes and pods. */
export class WorldScene extends Scene {
  #source!: WorldSource;
  #layers: Layer[] = [];
  #camera!: ReturnType<typeof createRaceCamera>;
  #confetti!: ReturnType<typeof addConfetti>;
  #builtFor = "";
  #isOfficial = false;
  #moment!: Moment;

  constructor() {
    super("world");
  }

  init(source: WorldSource): void {
    this.#source = source;
    this.#builtFor = "";
  }

  create(): void {
    this.#rebuild();
    this.#source.onReady();
  }

  override update(): void {
    if (this.#builtFor !== this.#fieldKey()) this.#rebuild();
    const nowMs = performance.now();
    const { frame } = this.#source;
    const moment = this.#moment;
    moment.elapsedMs = frame.isStill ? 0 : Math.min(ELAPSED_MS_MAX, nowMs - moment.nowMs);
    moment.nowMs = nowMs;
    this.#camera.follow(frame, nowMs);
    for (const layer of this.#layers) layer.draw(moment);
    this.#aim();
    this.#celebrate();
  }

  /** Which field and which shape of screen the layers stand for. */
  #fieldKey(): string {
    const view = this.#source.view();
    const field = view?.runners.map(({ number, livery }) => `${number}.${livery}`).join() ?? "";
    return `${this.#source.layout().width} ${view?.raceId ?? 0} ${field}`;
  }

  #rebuild(): void {
    this.#builtFor = this.#fieldKey();
    this.children.removeAll(true);
    forgetPods(this);
    const { frame, boardWords } = this.#source;
    const layout = this.#source.layout();
    const runners = this.#source.view()?.runners ?? [];
    this.#camera = createRaceCamera(layout);
    this.#moment = { frame, shot: this.#camera.shot, nowMs: performance.now(), elapsedMs: 0 };
    this.#layers = [
      addScenery(this, layout, boardWords),
      addTrack(this, layout, runners.length || EMPTY_LANES),
      addLines(this, layout),
      addBeams(this, layout),
      addField(this, layout, runners),
    ];
    this.#confetti = addConfetti(this, layout);
    this.#isOfficial = false;
  }

  /** Scales stage pixels to canvas pixels. */
  #aim(): void {
    const { zoom, offsetX, offsetY } = this.#camera.shot;
    const camera = this.cameras.main;
    camera.setOrigin(0, 0);
    camera.setZoom(zoom * this.#source.pixelScale());
    camera.setScroll(offsetX, offsetY);
  }

  #celebrate(): void {
    const isOfficial = this.#source.view()?.isOfficial ?? false;
    if (isOfficial === this.#isOfficial) return;
    this.#isOfficial = isOfficial;
    if (isOfficial) this.#confetti.start();
    else this.#confetti.stop();
  }
}
