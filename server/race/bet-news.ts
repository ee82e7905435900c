import type { Bet } from "#common/race/bet-schemas.ts";

/**
 * A change of a race's pools that has been committed. `head` is the newest head of the race's chain
 * that is known, hex.
 */
export type BetNews = { bet: Bet; playerName: string } & (
  | { kind: "placed"; head: string }
  | { kind: "cancelled" }
);

/** Hands the news of bets on to whoever shows their race. */
export interface BetNewsDesk {
  tellPlaced(news: { bet: Bet; playerName: string; head: string }): void;
  tellCancelled(news: { bet: Bet; playerName: string }): void;
  follow(raceId: number, listener: (news: BetNews) => void): () => void;
}

interface Follower {
  listener: (news: BetNews) => void;
  /** Ids of the bets it was told of. */
  placed: Set<string>;
  cancelled: Set<string>;
  newest: { serial: number; head: string };
}

/** Each bet is told once, also when two tries of one key learn of it after a fault. */
export function openBetNews(): BetNewsDesk {
  const followers = new Map<number, Follower>();

  return {
    tellPlaced({ bet, playerName, head }) {
      const follower = followers.get(bet.raceId);
      if (follower === undefined || follower.placed.has(bet.id)) return;
      follower.placed.add(bet.id);
      const serial = bet.serial ?? 0;
      if (serial > follower.newest.serial) follower.newest = { serial, head };
      follower.listener({ kind: "placed", bet, playerName, head: follower.newest.head });
    },
    tellCancelled({ bet, playerName }) {
      const follower = followers.get(bet.raceId);
      if (follower === undefined || follower.cancelled.has(bet.id)) return;
      follower.cancelled.add(bet.id);
      follower.listener({ kind: "cancelled", bet, playerName });
    },
    follow(raceId, listener) {
      const follower: Follower = {
        listener,
        placed: new Set(),
        cancelled: new Set(),
        newest: { serial: 0, head: "" },
      };
      followers.set(raceId, follower);
      return () => {
        if (followers.get(raceId) === follower) followers.delete(raceId);
      };
    },
  };
}
