import { BlendModes } from "phaser";
import { paintBeam, paintGlow } from "#client/engine/paint-light.ts";
import { paintSky } from "#client/engine/paint-sky.ts";
import { paintSkyline } from "#client/engine/paint-skyline.ts";
import { paintStand, STAND_HEIGHT, STAND_WIDTH } from "#client/engine/paint-stand.ts";
import type { Strip } from "#client/engine/painter.ts";
import type { Layer, Moment, Site } from "./layer.ts";
import { BOARD_HEIGHT, boardWidth, paintBoard } from "./paint-board.ts";

/** Pixels each strip moves for one pixel of the track: the farther, the slower. */
const PARALLAX = { farCity: 0.046, nearCity: 0.1, stand: 0.35, board: 0.46 };
const BOARD_PX_PER_MS = 0.06;
const CITY_WIDTH = 1600;
const BEAMS = 6;
const FLASHES = 9;
const FLASH_MS = 90;

/** Sky, city, grandstand and LED board behind the track. */
export function addScenery(site: Site, words: readonly string[]): Layer {
  const { scene, painter, layout } = site;
  const { width, sky, stand } = layout;
  const skyKey = painter.paint({ key: "sky", width, height: sky.bottom }, (context) =>
    paintSky(context, { width, height: sky.bottom }),
  );
  scene.add.image(0, 0, skyKey).setOrigin(0, 0).setDisplaySize(width, sky.bottom);
  const farCity = addCity(site, "far");
  const nearCity = addCity(site, "near");
  const seats = painter.addStrip(
    { key: "stand", width: STAND_WIDTH, height: STAND_HEIGHT },
    paintStand,
    { top: stand.top, height: stand.bottom - stand.top, width, scale: 1 },
  );
  const letters = addBoard(site, words);
  const flashes = addFlashes(site);
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  return {
    draw({ shot, nowMs, frame }) {
      farCity.scrollTo(shot.scrollPx * PARALLAX.farCity);
      nearCity.scrollTo(shot.scrollPx * PARALLAX.nearCity);
      seats.scrollTo(shot.scrollPx * PARALLAX.stand);
      const ownPx = isCalm || frame.isStill ? 0 : nowMs * BOARD_PX_PER_MS;
      letters.scrollTo(shot.scrollPx * PARALLAX.board + ownPx);
      const isCheering = !isCalm && frame.timeMs !== undefined && frame.timeMs > 0;
      for (const { draw } of flashes) draw(isCheering ? nowMs : 0);
    },
  };
}

function addCity({ painter, layout }: Site, which: "far" | "near"): Strip {
  const { top, bottom } = layout.skyline;
  const height = which === "far" ? (bottom - top) * 0.86 : bottom - top;
  const look =
    which === "far"
      ? { seed: 3, roof: "#4A2488", ground: "#7A3590", litPart: 0.06 }
      : { seed: 11, roof: "#1B1550", ground: "#2A1C66", litPart: 0.3 };
  return painter.addStrip(
    { key: `city-${which}`, width: CITY_WIDTH, height },
    (context) => paintSkyline(context, { ...look, width: CITY_WIDTH, height }),
    { top: bottom - height, height, width: layout.width, scale: 1 },
  );
}

/** Its painting is twice as high as the board: small letters are drawn large. */
function addBoard({ painter, layout }: Site, words: readonly string[]): Strip {
  const { board, width } = layout;
  const height = board.bottom - board.top;
  const scale = height / BOARD_HEIGHT;
  const painting = {
    key: "board",
    width: boardWidth(words),
    height: BOARD_HEIGHT,
    sharpness: scale * 1.2,
  };
  const strip = painter.addStrip(painting, (context) => paintBoard(context, words), {
    top: board.top,
    height,
    width,
    scale,
  });
  return { scrollTo: (px) => strip.scrollTo(px / scale) };
}

/** Soft light that falls from the stand's roof across the track. */
export function addBeams({ scene, painter, layout }: Site): Layer {
  const key = painter.paint({ key: "beam", width: 256, height: 256 }, (context) =>
    paintBeam(context, 256, 256),
  );
  const beams = Array.from({ length: BEAMS }, (_, index) =>
    scene.add
      .image(((index + 0.5) / BEAMS) * layout.width, layout.stand.top + 12, key)
      .setOrigin(0.5, 0)
      .setDisplaySize(390, (layout.track.bottom - layout.stand.top) * 0.86)
      .setAlpha(0.16)
      .setBlendMode(BlendModes.ADD),
  );
  return {
    draw({ nowMs }: Readonly<Moment>) {
      for (let i = 0; i < beams.length; i++) {
        beams[i]!.rotation = Math.sin(nowMs / 3_400 + i * 1.7) * 0.09 - (i / BEAMS - 0.4) * 0.3;
      }
    },
  };
}

/** Cameras that go off somewhere in the stand, each in its own rhythm of more than a second. `draw(0)` puts them out. */
function addFlashes({ scene, painter, layout }: Site): { draw(nowMs: number): void }[] {
  const key = painter.paint({ key: "glow", width: 128, height: 128 }, (context) =>
    paintGlow(context, 128),
  );
  const { top, bottom } = layout.stand;
  return Array.from({ length: FLASHES }, (_, index) => {
    const flash = scene.add.image(0, 0, key).setDisplaySize(38, 38).setBlendMode(BlendModes.ADD);
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
