import { type ColumnPlace, FLAG, FLAG_GAP } from "./battle-layout.ts";
import type { SideFrame } from "./battle-motion.ts";

const LIFT_MIN = 22;

/** Height of a side's pillar now, stage pixels. */
export function pillarHeight({ pillarMax, scale }: ColumnPlace, { lift }: SideFrame): number {
  const low = LIFT_MIN * scale;
  return low + (pillarMax - low) * lift;
}

/** y of a flag's upper edge now. */
export function flagTop(place: ColumnPlace, side: SideFrame): number {
  return place.baseY - pillarHeight(place, side) - (FLAG_GAP + FLAG.height) * place.scale;
}
