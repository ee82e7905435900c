import type { BetWire } from "#common/race/bet-schemas.ts";

/**
 * My bets after hearing some of them: by id, oldest first. Answers can overtake each other, so a
 * bet that was settled or cancelled is never opened again by an older answer.
 */
export function mergeBets(known: readonly BetWire[], heard: readonly BetWire[]): BetWire[] {
  const byId = new Map(known.map((bet) => [bet.id, bet]));
  for (const bet of heard) {
    const before = byId.get(bet.id);
    if (before === undefined || before.status === "open" || bet.status !== "open") {
      byId.set(bet.id, bet);
    }
  }
  return [...byId.values()].toSorted((a, b) => compareIds(a.id, b.id));
}

/** Ids are decimal strings that grow; longer is later. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
