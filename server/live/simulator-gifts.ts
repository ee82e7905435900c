import type { Random } from "#common/framework/random.ts";
import { findListedGift, type ListedGift } from "./gift-table.ts";

/** A gift of the simulated LIVE; price and name are the shipped table's. */
export interface SimulatedGift extends ListedGift {
  isStreakable: boolean;
}

interface Shelf {
  gifts: readonly SimulatedGift[];
  /** Weight of the gift itself and of all before it. */
  upTo: readonly number[];
}

/** Gift id, how often it is given, and whether it is given in streaks. */
const assortment: readonly (readonly [giftId: string, weight: number, isStreakable: boolean])[] = [
  ["5655", 500, true], // Rose
  ["5487", 80, true], // Finger Heart
  ["5269", 60, true], // TikTok
  ["7934", 60, false], // Heart Me
  ["6064", 40, true], // GG
  ["5827", 40, true], // Ice Cream Cone
  ["8913", 40, true], // Rosa
  ["5658", 30, true], // Perfume
  ["5879", 30, true], // Doughnut
  ["9139", 20, true], // Team Bracelet
  ["5659", 12, false], // Paper Crane
  ["5585", 10, false], // Confetti
  ["5660", 10, false], // Hand Hearts
  ["5509", 6, false], // Sunglasses
  ["6267", 5, false], // Corgi
  ["7168", 4, false], // Money Gun
  ["5897", 2, false], // Swan
  ["6090", 2, false], // Fireworks
  ["6089", 1, false], // Sports Car
  ["6369", 1, false], // Lion
];

/** What a big giver would not stoop to. */
const DEAR_MIN = 99;

const everyday = stock(() => true);
const dear = stock(({ diamonds }) => diamonds >= DEAR_MIN);

/** What somebody gives: mostly Roses, or something dear. */
export function drawGift(random: Random, wantsDear: boolean): SimulatedGift {
  const { gifts, upTo } = wantsDear ? dear : everyday;
  const draw = random.below(upTo.at(-1)!);
  return gifts[upTo.findIndex((weight) => draw < weight)]!;
}

function stock(isWanted: (gift: ListedGift) => boolean): Shelf {
  const gifts: SimulatedGift[] = [];
  const upTo: number[] = [];
  for (const [giftId, weight, isStreakable] of assortment) {
    const listed = findListedGift(giftId);
    if (listed === undefined) throw new Error(`the gift table has no gift ${giftId}`);
    if (!isWanted(listed)) continue;
    gifts.push({ ...listed, isStreakable });
    upTo.push((upTo.at(-1) ?? 0) + weight);
  }
  return { gifts, upTo };
}
