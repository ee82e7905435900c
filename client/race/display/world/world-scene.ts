import { Scene } from "phaser";
import { addConfetti } from "#client/engine/confetti.ts";
import { createPainter, type Painter } from "#client/engine/painter.ts";
import type { RaceFrame } from "#client/race/display/race-motion.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { addField, forgetPods } from "./field-layer.ts";
import type { Layer, Moment, Site } from "./layer.ts";
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
  #painter: Painter | undefined;
  #paintedFor: WorldLayout | undefined;
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
    const starters = view?.runners.filter(({ isScratched }) => !isScratched);
    const field = starters?.map(({ number, livery }) => `${number}.${livery}`).join() ?? "";
    return `${this.#source.layout().width} ${this.#density()} ${view?.raceId ?? 0} ${field}`;
  }

  /** Textures are painted for a quarter's step of sizes, so that a dragged window does not repaint the city all the time. */
  #density(): number {
    return Math.ceil(this.#source.pixelScale() * 4) / 4;
  }

  #rebuild(): void {
    this.#builtFor = this.#fieldKey();
    for (const thing of [...this.children.list]) thing.destroy();
    const { frame, boardWords } = this.#source;
    const layout = this.#source.layout();
    const runners = this.#source.view()?.runners ?? [];
    const site: Site = { scene: this, painter: this.#preparePainter(layout), layout };
    this.#camera = createRaceCamera(layout);
    this.#moment = { frame, shot: this.#camera.shot, nowMs: performance.now(), elapsedMs: 0 };
    this.#layers = [
      addScenery(site, boardWords),
      addTrack(site, runners.length || EMPTY_LANES),
      addLines(site),
      addBeams(site),
      addField(site, runners),
    ];
    this.#confetti = addConfetti(site);
    this.#isOfficial = false;
  }

  /** The last painter, which has the city ready, or a new one for another size or shape of the picture. */
  #preparePainter(layout: WorldLayout): Painter {
    const density = this.#density();
    if (this.#painter?.density === density && this.#paintedFor === layout) {
      forgetPods(this.#painter);
      return this.#painter;
    }
    this.#painter?.forget("");
    this.#paintedFor = layout;
    this.#painter = createPainter(this, density);
    return this.#painter;
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
