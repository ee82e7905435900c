import { sideColour } from "#client/battle/country/side-colours.ts";
import { tintOf } from "#client/engine/mix-colours.ts";
import { paintGlow } from "#client/engine/paint-light.ts";
import { type BattleSite, lightBlend } from "./battle-site.ts";

const MOTES_MAX = 70;

/** Motes of light that rise from the floor in the sides' colours: even a quiet picture breathes. */
export function addMotes(site: BattleSite): void {
  const { scene, painter, layout, view, isCalm } = site;
  if (isCalm) return;
  const key = painter.paint({ key: "glow", width: 128, height: 128 }, (context) =>
    paintGlow(context, 128),
  );
  const seats = view === undefined || view.sides.length === 0 ? [0, 1, 2, 3] : view.sides;
  scene.add.particles(0, 0, key, {
    x: { min: 0, max: layout.width },
    y: { min: layout.horizonY, max: layout.height - 60 },
    speedX: { min: -16, max: 16 },
    speedY: { min: -90, max: -30 },
    scale: { start: 0.14 / painter.density, end: 0.03 / painter.density },
    alpha: { start: 0.9, end: 0 },
    lifespan: { min: 2_600, max: 6_000 },
    frequency: 80,
    tint: seats.map((seat) => tintOf(sideColour(typeof seat === "number" ? seat : seat.seat))),
    blendMode: lightBlend(site),
    maxAliveParticles: MOTES_MAX,
  });
}
