import { createHmac } from "node:crypto";
import type { RaceRecordV1 } from "#common/race/record-v1.ts";
import type { RecordSource } from "./record-common.ts";

/** Hexadecimal digits of a player's pseudonym in a record of format 1. */
const TAG_LENGTH = 16;

/** The record of a race that was committed to before the phones took part, and ends only now. */
export function toRecordV1({ row, common, result, bets }: RecordSource): RaceRecordV1 {
  return {
    format: 1,
    fairnessVersion: 1,
    ...common,
    bets: bets.map((bet, index) => ({
      serial: index + 1,
      tag: tagOf(row.serverSeed, bet.playerId),
      market: bet.market,
      selection: bet.selection,
      stake: bet.stake.toString(),
      status: bet.status as RaceRecordV1["bets"][number]["status"],
      payout: bet.payout.toString(),
    })),
    inputs: [],
    order: result?.finishOrder ?? [],
    finishTimesMs: result?.finishTimesMs ?? [],
    ticks: result?.ticks ?? 0,
  };
}

/** A pseudonym that is the same within one record and means nothing outside it. */
function tagOf(serverSeed: string, playerId: string): string {
  return createHmac("sha256", Buffer.from(serverSeed, "hex"))
    .update(`tag/${playerId}`)
    .digest("hex")
    .slice(0, TAG_LENGTH);
}
