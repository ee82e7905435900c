import type { DataSource } from "typeorm";
import { cancelledBetSchema, placedBetSchema } from "#common/race/bet-contract.ts";
import type { Bet } from "#common/race/bet-schemas.ts";
import type { ReplyLookup } from "#server/framework/reply-lookup.ts";
import { openBetDoubts } from "./bet-doubts.ts";
import type { BetIntent } from "./bet-intent.ts";
import { type Decided, openBetLanes } from "./bet-lanes.ts";
import { type BetNews, openBetNews } from "./bet-news.ts";
import type { CancelIntent, CancelledBetAnswer } from "./cancel-bet.ts";
import type { PlacedBetAnswer } from "./place-bet.ts";

/** The one handler behind both doors: HTTP and room give their intents here. */
export interface BetDesk {
  place(intent: BetIntent, playerName: string): Promise<PlacedBetAnswer>;
  cancel(intent: CancelIntent, playerName: string): Promise<CancelledBetAnswer>;
  /** Tells about every bet of a race after its commit, once, until stopped. */
  follow(raceId: number, listener: (news: BetNews) => void): () => void;
  /** The look-up in front of both doors: an intent that is looked up has arrived (TOTE-11). */
  watchArrivals(findReply: ReplyLookup): ReplyLookup;
  /** Settles when every intent that has arrived so far is decided. */
  idle(): Promise<void>;
}

const QUEUE_MAX = 2_000;

/** Opens the desk. `queueMax`: the most bets that wait before a further one is refused `overloaded`. */
export function openBetDesk(
  dataSource: DataSource,
  { queueMax = QUEUE_MAX }: { queueMax?: number } = {},
): BetDesk {
  const lanes = openBetLanes(dataSource, { queueMax });
  const news = openBetNews();
  const doubts = openBetDoubts();
  const lookUps = new Set<Promise<unknown>>();
  const decisions = new Set<Promise<unknown>>();

  async function decide<Value>(
    name: { playerId: string; operation: "placeBet" | "cancelBet"; key: string },
    decision: Promise<Decided<Value>>,
    { tell, decode }: { tell: (value: Value) => void; decode: (text: string) => Value },
  ) {
    decisions.add(decision);
    try {
      const { answer, isRetried } = await decision;
      if (answer.ok && !answer.isReplayed) tell(answer.value);
      // A replay after a failed try is mostly what that try has done without hearing so.
      else if (answer.ok && isRetried) tell(decode(answer.text));
      else if (answer.ok) doubts.resolve(name, answer.text);
      else if (answer.refusal.code === "overloaded") doubts.add(name, (text) => tell(decode(text)));
      return answer;
    } finally {
      decisions.delete(decision);
    }
  }

  return {
    place: (intent, playerName) =>
      decide(
        { playerId: intent.playerId, operation: "placeBet", key: intent.key },
        lanes.place(intent),
        {
          tell: ({ bet, receipt }) => news.tellPlaced({ bet, playerName, head: receipt.head }),
          decode: (text) => placedBetSchema.parse(JSON.parse(text)),
        },
      ),
    cancel: (intent, playerName) =>
      decide(
        { playerId: intent.playerId, operation: "cancelBet", key: intent.betId },
        lanes.cancel(intent),
        {
          tell: ({ bet }: { bet: Bet }) => news.tellCancelled({ bet, playerName }),
          decode: (text) => cancelledBetSchema.parse(JSON.parse(text)),
        },
      ),
    follow: news.follow,
    watchArrivals: (findReply) => async (scope) => {
      const lookUp = findReply(scope);
      lookUps.add(lookUp);
      try {
        const found = await lookUp;
        if (found?.ok) doubts.resolve(scope, found.text);
        return found;
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
