import type { GameObjects } from "phaser";
import { BlendModes } from "phaser";
import { paintBeam, paintGlow } from "#client/engine/paint-light.ts";
import { paintSky } from "#client/engine/paint-sky.ts";
import { paintSkyline } from "#client/engine/paint-skyline.ts";
import { paintStand, STAND_HEIGHT, STAND_WIDTH } from "#client/engine/paint-stand.ts";
import type { BattleLayer, BattleSite } from "./battle-site.ts";
import { paintFloor } from "./paint-floor.ts";

const NIGHT = [
  [0, "#04061A"],
  [0.4, "#0A0E3A"],
  [0.66, "#1B1663"],
  [0.84, "#3A1F7C"],
  [1, "#6A2A86"],
] as const;
const CITY_WIDTH = 1600;
const CITY_PX_PER_MS = 0.004;
const BEAMS = 7;
const FLASHES = 12;
const FLASH_MS = 110;

/** Night sky, city, a full stand and the floor in front of it. Nothing of it over somebody else's picture. */
export function addNight(site: BattleSite): BattleLayer {
  const { scene, painter, layout, isCalm } = site;
  const { width, height, horizonY } = layout;
  const standTop = horizonY - STAND_HEIGHT * 1.1;
  const skyKey = painter.paint({ key: "sky", width, height: standTop + 40 }, (context) =>
    paintSky(context, { width, height: standTop + 40, colours: NIGHT, hasMoon: false }),
  );
  scene.add
    .image(0, 0, skyKey)
    .setOrigin(0, 0)
    .setDisplaySize(width, standTop + 40);
  const cities = [
    addCity(site, { key: "far", top: standTop - 150, height: 190 }),
    addCity(site, { key: "near", top: standTop - 110, height: 150 }),
  ];
  painter.addStrip({ key: "stand", width: STAND_WIDTH, height: STAND_HEIGHT }, paintStand, {
    top: standTop,
    height: horizonY - standTop,
    width,
    scale: 1.1,
  });
  const floor = { width, height: height - horizonY };
  const floorKey = painter.paint({ key: "floor", ...floor }, (context) =>
    paintFloor(context, floor.width, floor.height),
  );
  scene.add.image(0, horizonY, floorKey).setOrigin(0, 0).setDisplaySize(width, floor.height);
  const beams = addBeams(site, standTop);
  const flashes = addFlashes(site, standTop);

  return {
    draw({ nowMs }) {
      if (isCalm) return;
      cities[0]!.scrollTo(nowMs * CITY_PX_PER_MS);
      cities[1]!.scrollTo(nowMs * CITY_PX_PER_MS * 2.1);
      for (let i = 0; i < beams.length; i++) {
        const beam = beams[i]!;
        beam.rotation = Math.sin(nowMs / 3_900 + i * 1.9) * 0.16 - (i / (BEAMS - 1) - 0.5) * 0.5;
        beam.alpha = 0.13 + 0.06 * Math.sin(nowMs / 1_700 + i * 2.3);
      }
      for (let i = 0; i < flashes.length; i++) flash(flashes[i]!, i, nowMs, { width, standTop });
    },
  };
}

function addCity(
  { painter, layout }: BattleSite,
  { key, top, height }: { key: "far" | "near"; top: number; height: number },
) {
  const look =
    key === "far"
      ? { seed: 5, roof: "#2E1B78", ground: "#54288A", litPart: 0.08 }
      : { seed: 17, roof: "#120F45", ground: "#1E1657", litPart: 0.32 };
  return painter.addStrip(
    { key: `city-${key}`, width: CITY_WIDTH, height },
    (context) => paintSkyline(context, { ...look, width: CITY_WIDTH, height }),
    { top, height, width: layout.width, scale: 1 },
  );
}

/** Lights of the roof that search the sky. */
function addBeams({ scene, painter, layout }: BattleSite, standTop: number): GameObjects.Image[] {
  const key = painter.paint({ key: "beam", width: 256, height: 256 }, (context) =>
    paintBeam(context, 256, 256),
  );
  return Array.from({ length: BEAMS }, (_, index) =>
    scene.add
      .image(((index + 0.5) / BEAMS) * layout.width, standTop + 20, key)
      .setFlipY(true)
      .setOrigin(0.5, 1)
      .setDisplaySize(320, standTop * 0.98)
      .setAlpha(0.14)
      .setTint(index % 2 === 0 ? 0x9fb0ff : 0xd9a8ff)
      .setBlendMode(BlendModes.ADD),
  );
}

function addFlashes({ scene, painter }: BattleSite, standTop: number): GameObjects.Image[] {
  const key = painter.paint({ key: "glow", width: 128, height: 128 }, (context) =>
    paintGlow(context, 128),
  );
  return Array.from({ length: FLASHES }, () =>
    scene.add
      .image(0, standTop, key)
      .setDisplaySize(34, 34)
      .setBlendMode(BlendModes.ADD)
      .setVisible(false),
  );
}

/** Cameras that go off somewhere in the stand, each in its own rhythm of more than a second. */
function flash(
  image: GameObjects.Image,
  index: number,
  nowMs: number,
  { width, standTop }: { width: number; standTop: number },
): void {
  const periodMs = 1_300 + index * 330;
  image.visible = nowMs % periodMs < FLASH_MS;
  const turn = Math.floor(nowMs / periodMs) + 1;
  image.x = ((turn * 389 + index * 547) % 1_000) * 0.001 * width;
  image.y = standTop + 46 + ((turn * 97 + index * 61) % 100) * 0.8;
}
