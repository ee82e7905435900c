import type { GameObjects } from "phaser";
import { sideColour } from "#client/battle/country/side-colours.ts";
import { BIG_POINTS, type FlightFrame, type Landing } from "#client/battle/display/flights.ts";
import { FLIGHTS_MAX } from "#client/battle/display/gift-flow.ts";
import { giftPicture } from "#client/battle/display/gift-pictures.ts";
import { tintOf } from "#client/engine/mix-colours.ts";
import { paintGlow } from "#client/engine/paint-light.ts";
import { type BattleLayer, type BattleSite, lightBlend } from "./battle-site.ts";
import { giftTexture } from "./gift-texture.ts";
import { paintRing } from "./paint-rays.ts";

/** Together with the motes and the confetti never more than 600 particles. */
const TRAIL_MAX = 110;
const BURST_MAX = 300;
const BURST = { small: 34, big: 110 };
const TRAIL_EVERY_MS = 34;
const RINGS = 8;
const RING_MS = 620;
/** Sparks live for a few frames of a slow machine: it draws none. */
const JERKY_MS = 90;
const GOLD = 0xffc53d;

export interface GiftLayer extends BattleLayer {
  land(landing: Landing): void;
}

/** Gifts on their way, the sparks behind them, and what happens where they land. */
export function addGifts(site: BattleSite): GiftLayer {
  const { scene, painter, isCalm, view } = site;
  const glowKey = painter.paint({ key: "glow", width: 128, height: 128 }, (context) =>
    paintGlow(context, 128),
  );
  const seats = new Map(view?.sides.map(({ country, seat }) => [country, seat]));
  const tintFor = (country: string) => {
    const seat = seats.get(country);
    return seat === undefined ? GOLD : tintOf(sideColour(seat));
  };
  const trail = addSparks(site, glowKey, { speed: 60, lifespan: 620, max: TRAIL_MAX, size: 0.22 });
  const sparks = addSparks(site, glowKey, { speed: 420, lifespan: 900, max: BURST_MAX, size: 0.3 });
  const rings = addRings(site);
  const icons = Array.from({ length: FLIGHTS_MAX }, () =>
    scene.add.image(0, 0, glowKey).setVisible(false),
  );
  let trailDueMs = 0;

  return {
    draw({ flights, nowMs, elapsedMs }) {
      const isTrailDue = nowMs >= trailDueMs && elapsedMs < JERKY_MS;
      if (isTrailDue) trailDueMs = nowMs + TRAIL_EVERY_MS;
      for (let i = 0; i < icons.length; i++) {
        const flight = flights[i];
        const icon = icons[i]!;
        icon.setVisible(flight !== undefined);
        if (flight === undefined) continue;
        place(icon, flight, giftTexture(painter, giftPicture(flight.flight)));
        if (!isTrailDue || isCalm) continue;
        trail.emit(
          { x: flight.x, y: flight.y + flight.size * 0.2 },
          tintFor(flight.flight.country),
          2,
        );
      }
      for (const ring of rings) ring.draw(nowMs);
    },
    land({ x, y, flight }) {
      const tint = tintFor(flight.country);
      const isBig = flight.points >= BIG_POINTS;
      rings
        .reduce((oldest, ring) => (ring.startedMs < oldest.startedMs ? ring : oldest))
        .start({ x, y, tint, isBig });
      if (isCalm) return;
      sparks.emit({ x, y }, tint, isBig ? BURST.big : BURST.small);
      if (isBig) scene.cameras.main.shake(240, 0.0028);
    },
  };
}

function place(icon: GameObjects.Image, flight: FlightFrame, key: string): void {
  if (icon.texture.key !== key) icon.setTexture(key);
  const growing = Math.min(1, 0.45 + flight.part * 1.4);
  icon
    .setPosition(flight.x, flight.y)
    .setDisplaySize(flight.size * growing, flight.size * growing)
    .setRotation(Math.sin(flight.part * 7) * 0.16);
}

function addSparks(
  site: BattleSite,
  key: string,
  { speed, lifespan, max, size }: { speed: number; lifespan: number; max: number; size: number },
) {
  const small = size / site.painter.density;
  let tintNow = GOLD;
  const emitter = site.scene.add.particles(0, 0, key, {
    emitting: false,
    speed: { min: speed * 0.15, max: speed },
    angle: { min: 0, max: 360 },
    gravityY: speed * 0.6,
    scale: { start: small, end: 0 },
    alpha: { start: 1, end: 0 },
    lifespan: { min: lifespan * 0.4, max: lifespan },
    blendMode: lightBlend(site),
    // A colour for each, kept while it lives: the emitter's own tint would recolour all of them.
    tint: { onEmit: () => tintNow },
    maxAliveParticles: max,
  });
  return {
    emit({ x, y }: { x: number; y: number }, tint: number, count: number) {
      tintNow = tint;
      emitter.emitParticleAt(x, y, count);
    },
  };
}

function addRings(site: BattleSite) {
  const { scene, painter } = site;
  const key = painter.paint({ key: "ring", width: 200, height: 200 }, (context) =>
    paintRing(context, 200),
  );
  return Array.from({ length: RINGS }, () => {
    const image = scene.add.image(0, 0, key).setBlendMode(lightBlend(site)).setVisible(false);
    let reach = 1;
    return {
      startedMs: Number.NEGATIVE_INFINITY,
      start(at: { x: number; y: number; tint: number; isBig: boolean }) {
        this.startedMs = performance.now();
        reach = at.isBig ? 2.6 : 1.5;
        image.setPosition(at.x, at.y).setTint(at.tint);
      },
      draw(nowMs: number) {
        const part = (nowMs - this.startedMs) / RING_MS;
        image.setVisible(part < 1);
        if (part >= 1) return;
        const size = 200 * (0.25 + part * reach);
        image.setDisplaySize(size, size).setAlpha((1 - part) ** 1.5);
      },
    };
  });
}
