import { BlendModes } from "phaser";
import type { Strip } from "#client/engine/painter.ts";
import type { Layer, Site } from "./layer.ts";
import {
  KERB_HEIGHT,
  KERB_WIDTH,
  LANE_HEIGHT,
  LANE_WIDTH,
  paintKerb,
  paintLane,
  paintLightPools,
} from "./paint-ground.ts";
import { layLanes, scaleAt } from "./track-geometry.ts";

const POOLS = { width: 640, height: 190 };
const LANE_COLOURS = ["#161A42", "#1A1F4C"] as const;

/** Asphalt in as many lanes as there are runners, with kerbs and light on it. */
export function addTrack(site: Site, laneCount: number): Layer {
  const { scene, painter, layout } = site;
  const { width, track } = layout;
  const strips = [...addLanes(site, laneCount), ...addKerbs(site)];
  addApron(site);
  const pools = painter.paint({ key: "pools", ...POOLS, sharpness: 0.5 }, (context) =>
    paintLightPools(context, POOLS.width, POOLS.height),
  );
  scene.add
    .image(0, track.top, pools)
    .setOrigin(0, 0)
    .setDisplaySize(width, track.bottom - track.top)
    .setBlendMode(BlendModes.ADD);

  return {
    draw({ shot }) {
      for (const { strip, scale } of strips) strip.scrollTo(shot.scrollPx - layout.cameraX / scale);
    },
  };
}

interface Ground {
  strip: Strip;
  scale: number;
}

function addLanes({ painter, layout }: Site, laneCount: number): Ground[] {
  return layLanes(layout, laneCount).map(({ top, bottom, scale }, index) => {
    const parity = index % 2;
    const strip = painter.addStrip(
      { key: `lane-${parity}`, width: LANE_WIDTH, height: LANE_HEIGHT },
      (context) => paintLane(context, LANE_COLOURS[parity]!, 5 + parity),
      { top, height: bottom - top, width: layout.width, scale },
    );
    return { strip, scale };
  });
}

function addKerbs({ painter, layout }: Site): Ground[] {
  const { track, board, width, nearScale } = layout;
  const edges = [
    { top: board.bottom, height: track.top - board.bottom },
    { top: track.bottom, height: track.kerb * nearScale },
  ];
  return edges.map(({ top, height }) => {
    const scale = scaleAt(layout, top);
    const painting = { key: "kerb", width: KERB_WIDTH, height: KERB_HEIGHT };
    return { strip: painter.addStrip(painting, paintKerb, { top, height, width, scale }), scale };
  });
}

/** The dark ground on this side of the track. */
function addApron({ scene, painter, layout }: Site): void {
  const top = layout.track.bottom + layout.track.kerb * layout.nearScale;
  const height = layout.height - top;
  const key = painter.paint({ key: "apron", width: 4, height }, (context) => {
    const ground = context.createLinearGradient(0, 0, 0, height);
    ground.addColorStop(0, "#0D1138");
    ground.addColorStop(0.5, "#090C28");
    ground.addColorStop(1, "#060818");
    context.fillStyle = ground;
    context.fillRect(0, 0, 4, height);
  });
  scene.add.image(0, top, key).setOrigin(0, 0).setDisplaySize(layout.width, height);
}
