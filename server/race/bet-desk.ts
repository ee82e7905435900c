import type { DataSource } from "typeorm";
import type { Bet } from "#common/race/bet-schemas.ts";
import { type CancelIntent, cancelBet } from "./cancel-bet.ts";
import { type BetIntent, type PlacedBetAnswer, placeBet } from "./place-bet.ts";

/** A change of a race's pools that has been committed. */
export interface BetNews {
  kind: "placed" | "cancelled";
  bet: Bet;
  playerName: string;
}

/** The one handler behind both doors: HTTP and room give their intents here. */
export interface BetDesk {
  place(intent: BetIntent, playerName: string): Promise<PlacedBetAnswer>;
  cancel(intent: CancelIntent, playerName: string): Promise<PlacedBetAnswer>;
  /** Tells about every bet of a race after its commit, until stopped. */
  follow(raceId: number, listener: (news: BetNews) => void): () => void;
  /** Settles when every intent that has arrived so far is decided. */
  idle(): Promise<void>;
}

export function openBetDesk(dataSource: DataSource): BetDesk {
  const followers = new Map<number, (news: BetNews) => void>();
  const inFlight = new Set<Promise<unknown>>();

  async function decide(
    kind: BetNews["kind"],
    playerName: string,
    decision: Promise<PlacedBetAnswer>,
  ): Promise<PlacedBetAnswer> {
    inFlight.add(decision);
    try {
      const answer = await decision;
      if (answer.ok && !answer.isReplayed) {
        const { bet } = answer.value;
        followers.get(bet.raceId)?.({ kind, bet, playerName });
      }
      return answer;
    } finally {
      inFlight.delete(decision);
    }
  }

  return {
    place: (intent, playerName) => decide("placed", playerName, placeBet(dataSource, intent)),
    cancel: (intent, playerName) => decide("cancelled", playerName, cancelBet(dataSource, intent)),
    follow(raceId, listener) {
      followers.set(raceId, listener);
      return () => {
        if (followers.get(raceId) === listener) followers.delete(raceId);
      };
    },
    async idle() {
      await Promise.allSettled(inFlight);
    },
  };
}
