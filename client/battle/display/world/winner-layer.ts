import { sideColour } from "#client/battle/country/side-colours.ts";
import { winnerFlags } from "#client/battle/display/winner-flags.ts";
import { addConfetti } from "#client/engine/confetti.ts";
import { tintOf } from "#client/engine/mix-colours.ts";
import { paintGlow } from "#client/engine/paint-light.ts";
import { type BattleLayer, type BattleSite, lightBlend } from "./battle-site.ts";
import { addCloth } from "./cloth.ts";
import { flagTexture } from "./flag-texture.ts";
import { giftTexture } from "./gift-texture.ts";
import { paintRays } from "./paint-rays.ts";

const RAYS_SIZE = 640;
const TURN_PER_MS = 0.00007;
const POP_MS = 700;

/** The end of a battle: the winner's flag, great, under a crown and in falling paper; or all flags of a tie. */
export function addWinner(site: BattleSite): BattleLayer {
  const { scene, painter, layout, view, isCalm } = site;
  if (view === undefined) return { draw() {} };
  const flags = winnerFlags(layout, view);
  const lead = flags[0];
  const colour = lead === undefined || view.isTie ? 0xffc53d : tintOf(sideColour(lead.seat));
  const glowKey = painter.paint({ key: "glow", width: 128, height: 128 }, (context) =>
    paintGlow(context, 128),
  );
  const raysKey = painter.paint({ key: "rays", width: RAYS_SIZE, height: RAYS_SIZE }, (context) =>
    paintRays(context, RAYS_SIZE),
  );
  const x = layout.width / 2;
  const y = (lead?.y ?? 0) + (lead?.height ?? 0) / 2;
  const light = (key: string, size: number, alpha: number) =>
    scene.add
      .image(x, y, key)
      .setDisplaySize(size, size)
      .setTint(colour)
      .setAlpha(alpha)
      .setBlendMode(lightBlend(site));
  const rays = light(raysKey, 1_700, 0.75);
  light(glowKey, 1_300, 0.5);
  const cloths = flags.map(({ country, seat, width, height }) =>
    addCloth(site, {
      key: flagTexture(painter, { country, seat, width }),
      width,
      height,
      phase: seat,
    }),
  );
  const crown =
    view.isTie || lead === undefined
      ? undefined
      : scene.add.image(x, lead.y, giftTexture(painter, "crown")).setDisplaySize(168, 168);
  addConfetti({ scene, painter, layout }).start();
  const startedMs = performance.now();

  return {
    draw({ nowMs }) {
      const part = isCalm ? 1 : Math.min(1, (nowMs - startedMs) / POP_MS);
      // Beyond its place and back: it lands with weight.
      const rise = 1 - (1 - part) ** 3 * Math.cos(part * 5);
      for (let i = 0; i < cloths.length; i++) {
        const flag = flags[i]!;
        cloths[i]!.wave({ x: flag.x, y: flag.y + (1 - rise) * 240, nowMs, glow: (1 - part) * 1.4 });
      }
      rays.rotation = isCalm ? 0 : nowMs * TURN_PER_MS;
      crown?.setPosition(
        x,
        (lead?.y ?? 0) - 58 - (1 - rise) * 500 + (isCalm ? 0 : Math.sin(nowMs / 500) * 5),
      );
    },
  };
}
