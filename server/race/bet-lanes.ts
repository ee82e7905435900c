import type { DataSource } from "typeorm";
import { refuse } from "#common/framework/refusals.ts";
import { answerFailure, type IdempotentAnswer } from "#server/ledger/run-idempotently.ts";
import { type BatchLanes, openBatchLanes, QueueFull } from "#server/storage/batch-lanes.ts";
import { transaction } from "#server/storage/transaction.ts";
import { CommitUnknown } from "#server/storage/transaction-errors.ts";
import type { SqlSource } from "./bet-batch.ts";
import type { BetIntent } from "./bet-intent.ts";
import type { CancelIntent, CancelledBet } from "./cancel-bet.ts";
import { cancelBets } from "./cancel-bets.ts";
import type { PlacedBet } from "./place-bet.ts";
import { placeBets } from "./place-bets.ts";

/** How an intent was decided. `isRetried`: a first try failed, and may have been what a replay found. */
export interface Decided<Value> {
  answer: IdempotentAnswer<Value>;
  isRetried: boolean;
}

/** The way of bets to the database, in batches and each exactly once. */
export interface BetLanes {
  place(intent: BetIntent): Promise<Decided<PlacedBet>>;
  cancel(intent: CancelIntent): Promise<Decided<CancelledBet>>;
}

const PLACE_LANES = 2;
const CANCEL_LANES = 1;
const BATCH_MAX = 128;
const ALONE_AT_ONCE = 4;
const ALONE_FOR_MS = 2_000;
/** The batch has waited for the locks already. */
const ALONE_LOCK_WAIT_MS = 400;
const WAIT_MAX_MS = 5_000;

/**
 * Opens the lanes. Where more than `queueMax` bets wait, a further one is refused `overloaded`, and so is
 * one that has waited for 5 s when its turn comes. The
 * rest is as in `runIdempotently`: an error of the database costs nobody an answer twice.
 */
export function openBetLanes(dataSource: DataSource, { queueMax }: { queueMax: number }): BetLanes {
  const terms = {
    batchMax: BATCH_MAX,
    queueMax,
    waitMaxMs: WAIT_MAX_MS,
    aloneAtOnce: ALONE_AT_ONCE,
    aloneForMs: ALONE_FOR_MS,
    ownerOf: ({ playerId }: { playerId: string }) => playerId,
  };
  const placing = openBatchLanes<BetIntent, Decided<PlacedBet>>({
    ...terms,
    ...carrying(dataSource, placeBets),
    lanes: PLACE_LANES,
    kindOf: ({ raceId }) => `race ${raceId}`,
    keysOf: ({ playerId, raceId }) => [playerId, `race ${raceId}`],
  });
  const cancelling = openBatchLanes<CancelIntent, Decided<CancelledBet>>({
    ...terms,
    ...carrying(dataSource, cancelBets),
    lanes: CANCEL_LANES,
    kindOf: () => "cancellations",
    keysOf: ({ playerId }) => [playerId],
  });
  return {
    place: (intent) => decide(placing, intent),
    cancel: (intent) => decide(cancelling, intent),
  };
}

type AskAll<Intent, Value> = (
  source: SqlSource,
  intents: readonly Intent[],
) => Promise<IdempotentAnswer<Value>[]>;

function carrying<Intent, Value>(dataSource: DataSource, askAll: AskAll<Intent, Value>) {
  return {
    async runBatch(intents: readonly Intent[], isRetried: boolean): Promise<Decided<Value>[]> {
      const answers = await askAll(dataSource, intents);
      return answers.map((answer) => ({ answer, isRetried }));
    },
    async runAlone(intent: Intent): Promise<Decided<Value>> {
      const ask = () =>
        transaction(dataSource, async (manager) => {
          await manager.query(`SET LOCAL lock_timeout = ${ALONE_LOCK_WAIT_MS}`);
          const [answer] = await askAll(manager, [intent]);
          return answer as IdempotentAnswer<Value>;
        });
      try {
        return { answer: await ask(), isRetried: true };
      } catch (error) {
        if (!(error instanceof CommitUnknown)) throw error;
      }
      // The function itself looks the key up first.
      return { answer: await ask(), isRetried: true };
    },
  };
}

async function decide<Intent, Value>(
  lanes: BatchLanes<Intent, Decided<Value>>,
  intent: Intent,
): Promise<Decided<Value>> {
  try {
    return await lanes.run(intent);
  } catch (error) {
    if (error instanceof QueueFull) {
      const { refusal } = refuse("overloaded");
      return { answer: { isReplayed: false, ok: false, refusal }, isRetried: false };
    }
    return { answer: answerFailure(error), isRetried: false };
  }
}
