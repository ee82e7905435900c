import { BlendModes, type Scene } from "phaser";
import type { Layer, Moment } from "./layer.ts";
import { BOARD_HEIGHT, boardWidth, paintBoard } from "./paint-board.ts";
import { paintBeam, paintGlow } from "./paint-light.ts";
import { paintSky } from "./paint-sky.ts";
import { paintSkyline } from "./paint-skyline.ts";
import { paintStand, STAND_HEIGHT, STAND_WIDTH } from "./paint-stand.ts";
import { paintTexture } from "./paint-texture.ts";
import type { WorldLayout } from "./world-layout.ts";

/** Pixels each strip moves for one pixel of the track: the farther, the slower. */
const PARALLAX = { farCity: 0.046, nearCity: 0.1, stand: 0.35, board: 0.46 };
const BOARD_PX_PER_MS = 0.06;
const CITY_WIDTH = 1600;
const BEAMS = 6;
const FLASHES = 9;
const FLASH_MS = 90;

/** Sky, city, grandstand and LED board behind the track. */
export function addScenery(scene: Scene, layout: WorldLayout, words: readonly string[]): Layer {
  const { width, skyline, stand, board } = layout;
  const sky = paintTexture(
    scene,
    { key: `sky-${width}`, width, height: layout.sky.bottom },
    (context) => paintSky(context, width, layout.sky.bottom),
  );
  scene.add.image(0, 0, sky).setOrigin(0, 0);
  const farCity = addCity(scene, layout, "far");
  const nearCity = addCity(scene, layout, "near");
  const standKey = paintTexture(
    scene,
    { key: "stand", width: STAND_WIDTH, height: STAND_HEIGHT },
    paintStand,
  );
  const seats = scene.add
    .tileSprite(0, stand.top, width, stand.bottom - stand.top, standKey)
    .setOrigin(0, 0);
  seats.tileScaleY = (stand.bottom - stand.top) / STAND_HEIGHT;
  const letters = addBoard(scene, layout, words);
  const flashes = addFlashes(scene, layout);
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const depth = skyline.bottom - skyline.top;

  return {
    draw({ shot, nowMs, frame }) {
      farCity.tilePositionX = shot.scrollPx * PARALLAX.farCity;
      nearCity.tilePositionX = shot.scrollPx * PARALLAX.nearCity + depth;
      seats.tilePositionX = shot.scrollPx * PARALLAX.stand;
      const ownPx = isCalm || frame.isStill ? 0 : nowMs * BOARD_PX_PER_MS;
      letters.tilePositionX =
        (shot.scrollPx * PARALLAX.board + ownPx) * (BOARD_HEIGHT / (board.bottom - board.top));
      const isCheering = !isCalm && frame.timeMs !== undefined && frame.timeMs > 0;
      for (const { draw } of flashes) draw(isCheering ? nowMs : 0);
    },
  };
}

function addCity(scene: Scene, layout: WorldLayout, which: "far" | "near") {
  const { top, bottom } = layout.skyline;
  const height = which === "far" ? (bottom - top) * 0.86 : bottom - top;
  const key = paintTexture(
    scene,
    { key: `city-${which}-${height}`, width: CITY_WIDTH, height },
    (context) =>
      paintSkyline(
        context,
        which === "far"
          ? {
              seed: 3,
              width: CITY_WIDTH,
              height,
              roof: "#3B1F78",
              ground: "#5A2A86",
              litPart: 0.07,
            }
          : {
              seed: 11,
              width: CITY_WIDTH,
              height,
              roof: "#1B1550",
              ground: "#2A1C66",
              litPart: 0.3,
            },
      ),
  );
  return scene.add.tileSprite(0, bottom - height, layout.width, height, key).setOrigin(0, 0);
}

function addBoard(scene: Scene, { width, board }: WorldLayout, words: readonly string[]) {
  const measure = document.createElement("canvas").getContext("2d");
  if (measure === null) throw new Error("no canvas to measure the board with");
  const key = paintTexture(
    scene,
    { key: `board-${words.join()}`, width: boardWidth(measure, words), height: BOARD_HEIGHT },
    (context) => paintBoard(context, words),
  );
  const height = board.bottom - board.top;
  return scene.add
    .tileSprite(0, board.top, width, height, key)
    .setOrigin(0, 0)
    .setTileScale(height / BOARD_HEIGHT);
}

/** Soft light that falls from the stand's roof across the track; drawn over the runners' lanes. */
export function addBeams(scene: Scene, layout: WorldLayout): Layer {
  const key = paintTexture(scene, { key: "beam", width: 256, height: 256 }, (context) =>
    paintBeam(context, 256, 256),
  );
  const beams = Array.from({ length: BEAMS }, (_, index) =>
    scene.add
      .image(((index + 0.5) / BEAMS) * layout.width, layout.stand.top + 12, key)
      .setOrigin(0.5, 0)
      .setScale(1.5, (layout.track.bottom - layout.stand.top) / 300)
      .setAlpha(0.16)
      .setBlendMode(BlendModes.ADD),
  );
  return {
    draw({ nowMs }: Readonly<Moment>) {
      for (const [index, beam] of beams.entries()) {
        beam.rotation = Math.sin(nowMs / 3_400 + index * 1.7) * 0.09 - (index / BEAMS - 0.4) * 0.3;
      }
    },
  };
}

/** Cameras that go off somewhere in the stand, each in its own rhythm of more than a second. `draw(0)` puts them out. */
function addFlashes(scene: Scene, layout: WorldLayout): { draw(nowMs: number): void }[] {
  const key = paintTexture(scene, { key: "glow", width: 128, height: 128 }, (context) =>
    paintGlow(context, 128),
  );
  const { top, bottom } = layout.stand;
  return Array.from({ length: FLASHES }, (_, index) => {
    const flash = scene.add.image(0, 0, key).setScale(0.3).setBlendMode(BlendModes.ADD);
    const periodMs = 1_300 + index * 370;
    return {
      draw(nowMs) {
        flash.setVisible(nowMs > 0 && nowMs % periodMs < FLASH_MS);
        const turn = Math.floor(nowMs / periodMs) + 1;
        flash.x = ((turn * 389 + index * 547) % 1_000) * 0.001 * layout.width;
        flash.y = top + 34 + ((turn * 97 + index * 61) % 100) * 0.01 * (bottom - top - 50);
      },
    };
  });
}
