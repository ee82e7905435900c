import type { DataSource } from "typeorm";
import type { Bet } from "#common/race/bet-schemas.ts";
import type { ReplyLookup } from "#server/framework/reply-lookup.ts";
import { type CancelIntent, type CancelledBetAnswer, cancelBet } from "./cancel-bet.ts";
import { type BetIntent, type PlacedBetAnswer, placeBet } from "./place-bet.ts";

/** A change of a race's pools that has been committed. `head` is that of the chain with the bet, hex. */
export type BetNews = { bet: Bet; playerName: string } & (
  | { kind: "placed"; head: string }
  | { kind: "cancelled" }
);

/** The one handler behind both doors: HTTP and room give their intents here. */
export interface BetDesk {
  place(intent: BetIntent, playerName: string): Promise<PlacedBetAnswer>;
  cancel(intent: CancelIntent, playerName: string): Promise<CancelledBetAnswer>;
  /** Tells about every bet of a race after its commit, in their order, until stopped. */
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

  async function decide<Answer>(
    decision: Promise<Answer>,
    newsOf: (answer: Answer) => BetNews | undefined,
  ): Promise<Answer> {
    decisions.add(decision);
    try {
      const answer = await decision;
      const news = newsOf(answer);
      if (news !== undefined) followers.get(news.bet.raceId)?.(news);
      return answer;
    } finally {
      decisions.delete(decision);
    }
  }

  return {
    place: (intent, playerName) =>
      decide(placeBet(dataSource, intent), (answer) => {
        if (!answer.ok || answer.isReplayed) return undefined;
        const { bet, receipt } = answer.value;
        return { kind: "placed", bet, playerName, head: receipt.head };
      }),
    cancel: (intent, playerName) =>
      decide(cancelBet(dataSource, intent), (answer) => {
        if (!answer.ok || answer.isReplayed) return undefined;
        return { kind: "cancelled", bet: answer.value.bet, playerName };
      }),
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
