import type { OrderOfFinish } from "./market.ts";

/**
 * The runners that hold a place, from 1: more than one in a dead heat, which holds all the places it
 * spans. Empty when fewer finished.
 */
export function takersOfPlace(order: OrderOfFinish, place: number): readonly number[] {
  let last = 0;
  for (const tied of order) {
    last += tied.length;
    if (place <= last) return tied;
  }
  return [];
}
