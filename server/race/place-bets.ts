import { randomBytes } from "node:crypto";
import { encodeHex } from "#common/framework/bytes.ts";
import { placedBetSchema } from "#common/race/bet-contract.ts";
import { type BatchAnswerRow, readBatchAnswers, type SqlSource } from "./bet-batch.ts";
import type { BetIntent } from "./bet-intent.ts";
import { betFingerprint, type PlacedBet, type PlacedBetAnswer } from "./place-bet.ts";
import { shapeSelection } from "./shape-selection.ts";

const SALT_BYTES = 16;

/**
 * Takes bets, all of them in one transaction and in their order: the fast path of `placeBet`, with
 * the same answers. Throws, with nothing written, where the database does: then each intent may be
 * asked again by itself.
 */
export async function placeBets(
  source: SqlSource,
  intents: readonly BetIntent[],
): Promise<PlacedBetAnswer[]> {
  const rows: BatchAnswerRow[] = await source.query("SELECT * FROM place_bets($1)", [
    JSON.stringify(intents.map(toRow)),
  ]);
  return readBatchAnswers(rows, (value): PlacedBet => placedBetSchema.parse(value));
}

function toRow(intent: BetIntent) {
  const { playerId, key, raceId, roomKey, market, stake, arrivedAtMs } = intent;
  const shaped = shapeSelection(market, intent.selection);
  return {
    player: playerId,
    key,
    fingerprint: betFingerprint(intent),
    race: raceId,
    room: roomKey,
    market,
    ...(shaped.ok
      ? { selection: shaped.value }
      : { selection: [], fault: JSON.stringify(shaped.refusal) }),
    stake: stake.toString(),
    at: arrivedAtMs,
    salt: `\\x${encodeHex(randomBytes(SALT_BYTES))}`,
  };
}
