import { cancelledBetSchema } from "#common/race/bet-contract.ts";
import { type BatchAnswerRow, readBatchAnswers, type SqlSource } from "./bet-batch.ts";
import {
  type CancelIntent,
  type CancelledBet,
  type CancelledBetAnswer,
  cancelFingerprint,
} from "./cancel-bet.ts";

/**
 * Takes bets back, all of them in one transaction and in their order: the fast path of `cancelBet`,
 * with the same answers. Throws, with nothing written, where the database does.
 */
export async function cancelBets(
  source: SqlSource,
  intents: readonly CancelIntent[],
): Promise<CancelledBetAnswer[]> {
  const asked = intents.map(({ playerId, betId, arrivedAtMs }) => ({
    player: playerId,
    bet: betId,
    key: betId,
    fingerprint: cancelFingerprint(betId),
    at: arrivedAtMs,
  }));
  const rows: BatchAnswerRow[] = await source.query("SELECT * FROM cancel_bets($1)", [
    JSON.stringify(asked),
  ]);
  return readBatchAnswers(rows, (value): CancelledBet => cancelledBetSchema.parse(value));
}
