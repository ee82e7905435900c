import { type BattleLayout, FLAG } from "#client/battle/display/battle-layout.ts";
import { flagTop } from "#client/battle/display/flag-spot.ts";
import type { BattleLayer, BattleSite } from "./battle-site.ts";
import { giftTexture } from "./gift-texture.ts";

const SIZE = 96;
const MOVE_EASE_MS = 190;

/** A crown on the corner of the leader's flag; it moves over when the lead does, and away at a tie. */
export function addCrown(
  { scene, painter, isCalm }: BattleSite,
  layout: BattleLayout,
): BattleLayer {
  const crown = scene.add.image(0, 0, giftTexture(painter, "crown")).setVisible(false);
  let isShown = false;
  return {
    draw({ frame, view, nowMs, elapsedMs }) {
      const index = frame.sides.findIndex(({ country }) => country === view?.leader);
      const side = frame.sides[index];
      const place = layout.columns[index];
      crown.setVisible(side !== undefined);
      if (side === undefined || place === undefined) {
        isShown = false;
        return;
      }
      // Low enough for a score of seven figures above the flag.
      const x = place.x - (FLAG.width / 2 - 8) * place.scale;
      const y = flagTop(place, side) + 30 * place.scale;
      const step = isShown ? 1 - Math.exp(-elapsedMs / MOVE_EASE_MS) : 1;
      isShown = true;
      const bob = isCalm ? 0 : Math.sin(nowMs / 420);
      crown.x += (x - crown.x) * step;
      crown.y += (y + bob * 3 - crown.y) * step;
      crown.setDisplaySize(SIZE * place.scale, SIZE * place.scale).setRotation(-0.24 + bob * 0.05);
    },
  };
}
