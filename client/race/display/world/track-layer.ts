import { BlendModes, type Scene } from "phaser";
import type { Layer } from "./layer.ts";
import {
  KERB_HEIGHT,
  KERB_WIDTH,
  LANE_HEIGHT,
  LANE_WIDTH,
  paintKerb,
  paintLane,
  paintLightPools,
} from "./paint-ground.ts";
import { paintTexture } from "./paint-texture.ts";
import { layLanes, scaleAt } from "./track-geometry.ts";
import type { WorldLayout } from "./world-layout.ts";

const POOLS = { width: 640, height: 190 };

/** Asphalt in as many lanes as there are runners, with kerbs and light on it. */
export function addTrack(scene: Scene, layout: WorldLayout, laneCount: number): Layer {
  const { width, track, board } = layout;
  const strips = layLanes(layout, laneCount).map(({ top, bottom, scale }, index) =>
    addStrip(scene, layout, {
      key: laneTexture(scene, index % 2),
      top,
      height: bottom - top,
      textureHeight: LANE_HEIGHT,
      scale,
    }),
  );
  const kerb = paintTexture(
    scene,
    { key: "kerb", width: KERB_WIDTH, height: KERB_HEIGHT },
    paintKerb,
  );
  const kerbs = [
    { top: board.bottom, height: track.top - board.bottom },
    { top: track.bottom, height: track.kerb * layout.nearScale },
  ].map(({ top, height }) =>
    addStrip(scene, layout, {
      key: kerb,
      top,
      height,
      textureHeight: KERB_HEIGHT,
      scale: scaleAt(layout, top),
    }),
  );
  addApron(scene, layout);
  const pools = paintTexture(scene, { key: "pools", ...POOLS }, (context) =>
    paintLightPools(context, POOLS.width, POOLS.height),
  );
  scene.add
    .image(0, track.top, pools)
    .setOrigin(0, 0)
    .setDisplaySize(width, track.bottom - track.top)
    .setBlendMode(BlendModes.ADD);
  const moving = [...strips, ...kerbs];

  return {
    draw({ shot }) {
      for (const { tile, scale } of moving) {
        tile.tilePositionX = shot.scrollPx - layout.cameraX / scale;
      }
    },
  };
}

function laneTexture(scene: Scene, parity: number): string {
  return paintTexture(
    scene,
    { key: `lane-${parity}`, width: LANE_WIDTH, height: LANE_HEIGHT },
    (context) => paintLane(context, parity === 0 ? "#161A42" : "#1A1F4C", 5 + parity),
  );
}

function addStrip(
  scene: Scene,
  layout: WorldLayout,
  strip: { key: string; top: number; height: number; textureHeight: number; scale: number },
) {
  const tile = scene.add
    .tileSprite(0, strip.top, layout.width, strip.height, strip.key)
    .setOrigin(0, 0)
    .setTileScale(strip.scale, strip.height / strip.textureHeight);
  return { tile, scale: strip.scale };
}

/** The dark ground on this side of the track. */
function addApron(scene: Scene, layout: WorldLayout): void {
  const top = layout.track.bottom + layout.track.kerb * layout.nearScale;
  const height = layout.height - top;
  const key = paintTexture(scene, { key: `apron-${height}`, width: 4, height }, (context) => {
    const ground = context.createLinearGradient(0, 0, 0, height);
    ground.addColorStop(0, "#0D1138");
    ground.addColorStop(0.5, "#090C28");
    ground.addColorStop(1, "#060818");
    context.fillStyle = ground;
    context.fillRect(0, 0, 4, height);
  });
  scene.add.image(0, top, key).setOrigin(0, 0).setDisplaySize(layout.width, height);
}
