import type { DataSource } from "typeorm";
import type { Bet } from "#common/race/bet-schemas.ts";
import type { ReplyLookup } from "#server/framework/reply-lookup.ts";
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
  /** The look-up in front of both doors: an intent that is looked up has arrived (TOTE-11). */
  watchArrivals(findReply: ReplyLookup): ReplyLookup;
  /** Settles when every intent that has arrived so far is decided. */
  idle(): Promise<void>;
}

export function openBetDesk(dataSource: DataSource): BetDesk {
  const followers = new Map<number, (news: BetNews) => void>();
  const lookUps = new Set<Promise<unknown>>();
  const decisions = new Set<Promise<unknown>>();

  async function decide(
    kind: BetNews["kind"],
    playerName: string,
    decision: Promise<PlacedBetAnswer>,
  ): Promise<PlacedBetAnswer> {
    decisions.add(decision);
    try {
      const answer = await decision;
      if (answer.ok && !answer.isReplayed) {
        const { bet } = answer.value;
        followers.get(bet.raceId)?.({ kind, bet, playerName });
      }
      return answer;
    } finally {
      decisions.delete(decision);
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
    watchArrivals: (findReply) => async (scope) => {
      const lookUp = findReply(scope);
      lookUps.add(lookUp);
      try {
        return await lookUp;
      } finally {
        lookUps.delete(lookUp);
      }
    },
    async idle() {
      await Promise.allSettled(lookUps);
      // A looked-up intent comes to the desk within the same turn of the event loop.
      await new Promise(setImmediate);
      await Promise.allSettled(decisions);
    },
  };
}
