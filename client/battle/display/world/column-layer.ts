import { sideColour } from "#client/battle/country/side-colours.ts";
import type { ColumnPlace } from "#client/battle/display/battle-layout.ts";
import { FLAG } from "#client/battle/display/battle-layout.ts";
import type { SideFrame } from "#client/battle/display/battle-motion.ts";
import { flagTop, pillarHeight } from "#client/battle/display/flag-spot.ts";
import { tintOf } from "#client/engine/mix-colours.ts";
import { paintBeam, paintGlow } from "#client/engine/paint-light.ts";
import { type BattleLayer, type BattleSite, lightBlend } from "./battle-site.ts";
import { addCloth, type Cloth } from "./cloth.ts";
import { flagTexture } from "./flag-texture.ts";
import {
  COIN_BEND,
  COIN_HEIGHT,
  paintCoinEdge,
  paintCoinFace,
  paintStackFoot,
  STACK_WIDTH,
} from "./paint-coins.ts";
import { paintStage, STAGE_HEIGHT, STAGE_WIDTH } from "./paint-stage.ts";

/** One side: its stage, its coins, the light around them and its flag. */
export function addColumn(
  site: BattleSite,
  { place, side, index }: { place: ColumnPlace; side: SideFrame; index: number },
): BattleLayer {
  const light = addLight(site, place, side);
  addStage(site, place, side);
  const stack = addStack(site, place, side);
  const flag = addFlag(site, place, side);
  return {
    draw({ frame, nowMs }) {
      const now = frame.sides[index];
      if (now === undefined) return;
      const height = pillarHeight(place, now);
      const top = flagTop(place, now);
      stack.raise(height, now.glow);
      light.shine({ height, top, glow: now.glow, nowMs, isFirst: now.rank === 1 && now.score > 0 });
      flag.wave({
        x: place.x - (FLAG.width * place.scale) / 2,
        y: top,
        nowMs,
        glow: now.glow * 0.8,
      });
    },
  };
}

function addLight(site: BattleSite, place: ColumnPlace, { seat }: SideFrame) {
  const { scene, painter, isOverlay } = site;
  const tint = tintOf(sideColour(seat));
  const glowKey = painter.paint({ key: "glow", width: 128, height: 128 }, (context) =>
    paintGlow(context, 128),
  );
  const beamKey = painter.paint({ key: "beam", width: 256, height: 256 }, (context) =>
    paintBeam(context, 256, 256),
  );
  const blend = lightBlend(site);
  const { x, baseY, scale } = place;
  const lit = (key: string) => scene.add.image(x, baseY, key).setTint(tint).setBlendMode(blend);
  const pool = lit(glowKey).setDisplaySize(620 * scale, 170 * scale);
  const beam = lit(beamKey).setFlipY(true).setOrigin(0.5, 1);
  const halo = lit(glowKey);
  const dim = isOverlay ? 0.6 : 1;
  return {
    shine(now: { height: number; top: number; glow: number; nowMs: number; isFirst: boolean }) {
      const breath = 0.5 + 0.5 * Math.sin(now.nowMs / 900 + seat * 1.7);
      pool.setAlpha(dim * (0.34 + 0.1 * breath + 0.4 * now.glow));
      beam
        .setDisplaySize((330 + 90 * now.glow) * scale, baseY - now.top + 330 * scale)
        .setAlpha(dim * ((now.isFirst ? 0.3 : 0.15) + 0.05 * breath + 0.3 * now.glow));
      halo
        .setPosition(x, now.top + (FLAG.height * scale) / 2)
        .setDisplaySize(560 * scale, 430 * scale)
        .setAlpha(dim * (0.16 + (now.isFirst ? 0.14 : 0) + 0.45 * now.glow));
    },
  };
}

function addStage({ scene, painter }: BattleSite, place: ColumnPlace, { seat }: SideFrame): void {
  const { x, baseY, scale } = place;
  const key = painter.paint(
    { key: `stage-${seat}`, width: STAGE_WIDTH, height: STAGE_HEIGHT, sharpness: scale },
    (context) => paintStage(context, sideColour(seat)),
  );
  scene.add
    .image(x, baseY - 50 * scale, key)
    .setOrigin(0.5, 0)
    .setDisplaySize(STAGE_WIDTH * scale, STAGE_HEIGHT * scale);
}

function addStack({ scene, painter }: BattleSite, place: ColumnPlace, { seat }: SideFrame) {
  const { x, baseY, scale } = place;
  const colour = sideColour(seat).toUpperCase();
  const width = STACK_WIDTH * scale;
  const paint = (name: string, height: number, draw: typeof paintCoinEdge) =>
    painter.paint(
      { key: `${name}-${seat}`, width: STACK_WIDTH, height, sharpness: scale },
      (context) => draw(context, colour),
    );
  const coin = paint("coin", COIN_HEIGHT, paintCoinEdge);
  const source = scene.textures.get(coin).getSourceImage();
  const tileScaleX = width / source.width;
  const tileScaleY = (COIN_HEIGHT * scale) / source.height;
  scene.add
    .image(x, baseY, paint("foot", COIN_BEND, paintStackFoot))
    .setOrigin(0.5, 0)
    .setDisplaySize(width, COIN_BEND * scale);
  const body = scene.add
    .tileSprite(x, baseY, width, 10, coin)
    .setOrigin(0.5, 0)
    .setTileScale(tileScaleX, tileScaleY);
  const face = scene.add
    .image(x, baseY, paint("face", COIN_BEND * 2, paintCoinFace))
    .setDisplaySize(width, COIN_BEND * 2 * scale);
  return {
    raise(height: number, glow: number) {
      const top = baseY - height;
      body.setSize(width, height).setPosition(x, top);
      // The pattern stands on the stage; its upper end is cut.
      body.tilePositionY = -height / tileScaleY;
      face.y = top - glow * 3 * scale;
    },
  };
}

function addFlag(site: BattleSite, place: ColumnPlace, side: SideFrame): Cloth {
  const width = FLAG.width * place.scale;
  return addCloth(site, {
    key: flagTexture(site.painter, { country: side.country, seat: side.seat, width }),
    width,
    height: FLAG.height * place.scale,
    phase: side.seat * 1.9,
  });
}
