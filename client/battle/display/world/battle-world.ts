import { Scene } from "phaser";
import type { BattleView } from "#client/battle/battle-view.ts";
import type { BattleLayout } from "#client/battle/display/battle-layout.ts";
import type { BattleFrame } from "#client/battle/display/battle-motion.ts";
import type { Flights } from "#client/battle/display/flights.ts";
import { createPainter, type Painter } from "#client/engine/painter.ts";
import type { GamePage } from "#client/engine/start-game.ts";
import type { BattleLayer, BattleMoment, BattleSite } from "./battle-site.ts";
import { addColumn } from "./column-layer.ts";
import { addCrown } from "./crown-layer.ts";
import { addGifts } from "./gift-layer.ts";
import { addMotes } from "./motes-layer.ts";
import { addNight } from "./night-layer.ts";
import { addWinner } from "./winner-layer.ts";

/** What the world is told when it is built; it asks again on every frame. */
export interface BattleSource extends GamePage {
  frame: Readonly<BattleFrame>;
  flights: Flights;
  view(): BattleView | undefined;
  layout(): BattleLayout;
  isOverlay: boolean;
}

/** A longer step than this is a hidden tab. */
const ELAPSED_MS_MAX = 500;

/** The world of the battle: built anew for every line-up, every result and every shape of the picture. */
export class BattleWorld extends Scene {
  #source!: BattleSource;
  #layers: BattleLayer[] = [];
  #painter: Painter | undefined;
  #builtFor = "";
  #moment!: BattleMoment;
  #stopLanding = () => {};

  constructor() {
    super("world");
  }

  init(source: BattleSource): void {
    this.#source = source;
    this.events.once("destroy", () => this.#stopLanding());
  }

  create(): void {
    this.#rebuild();
    this.#source.onReady();
  }

  override update(): void {
    if (this.#builtFor !== this.#buildKey()) this.#rebuild();
    const nowMs = performance.now();
    const { flights, view, pixelScale } = this.#source;
    const moment = this.#moment;
    moment.elapsedMs = Math.min(ELAPSED_MS_MAX, nowMs - moment.nowMs);
    moment.nowMs = nowMs;
    moment.view = view();
    moment.flights = flights.list;
    for (const layer of this.#layers) layer.draw(moment);
    this.cameras.main.setOrigin(0, 0).setZoom(pixelScale());
  }

  /** What the layers stand for: the line-up and its result, and the shape of the picture. */
  #buildKey(): string {
    const view = this.#source.view();
    const { orientation } = this.#source.layout();
    const sides = view?.sides.map(({ country }) => country).join() ?? "";
    const moment = view === undefined ? "" : `${view.battleId} ${momentOf(view)} ${view.winner}`;
    return `${orientation} ${this.#density()} ${moment} ${sides}`;
  }

  /** Textures are painted for a quarter's step of sizes, so that a dragged window does not repaint all the time. */
  #density(): number {
    return Math.ceil(this.#source.pixelScale() * 4) / 4;
  }

  #rebuild(): void {
    this.#builtFor = this.#buildKey();
    this.#stopLanding();
    for (const thing of [...this.children.list]) thing.destroy();
    // Flags of other battles would fill the memory in a long night.
    this.#painter?.forget("");
    this.#painter = createPainter(this, this.#density());
    const { frame, flights, isOverlay } = this.#source;
    const view = this.#source.view();
    const layout = this.#source.layout();
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const site: BattleSite = {
      scene: this,
      painter: this.#painter,
      layout,
      view,
      isOverlay,
      isCalm,
    };
    const nowMs = performance.now();
    this.#moment = { frame, view, flights: flights.list, nowMs, elapsedMs: 0 };
    this.#layers = isOverlay ? [] : [addNight(site)];
    const shown = view === undefined ? "idle" : momentOf(view);
    if (shown === "fight") {
      for (const [index, side] of frame.sides.entries()) {
        const place = layout.columns[index];
        if (place !== undefined) this.#layers.push(addColumn(site, { place, side, index }));
      }
      this.#layers.push(addCrown(site, layout));
    }
    addMotes(site);
    if (shown === "result") this.#layers.push(addWinner(site));
    const gifts = addGifts(site);
    this.#layers.push(gifts);
    this.#stopLanding = flights.onLand((landing) => gifts.land(landing));
  }
}

function momentOf({ phase }: BattleView): "idle" | "fight" | "result" {
  if (phase === "idle") return "idle";
  return phase === "finished" ? "result" : "fight";
}
