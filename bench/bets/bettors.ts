import { randomBytes, randomUUID } from "node:crypto";
import { Client } from "pg";
import type { DataSource } from "typeorm";
import { isRetryable } from "#common/framework/refusals.ts";
import { openBetDesk } from "#server/race/bet-desk.ts";
import type { BetIntent } from "#server/race/bet-intent.ts";
import { type PlacedBetAnswer, placeBet } from "#server/race/place-bet.ts";
import { STAKE } from "./cell.ts";
import type { OpenRace } from "./open-race.ts";

/** One bet to be placed. `runner` is a saddle number. */
interface BenchBet extends OpenRace {
  playerId: string;
  runner: number;
}

/** A way to place bets, as many at once as there are lanes. Throws when a bet is not taken. */
export interface Bettors {
  place(lane: number, bet: BenchBet): Promise<void>;
  close(): Promise<void>;
}

/** The real handler behind both doors, on the pool it is given. */
export function openDeskBettors(dataSource: DataSource): Bettors {
  const desk = openBetDesk(dataSource);
  return {
    place: (_lane, bet) => insist(bet, (intent) => desk.place(intent, "Bench")),
    close: () => desk.idle(),
  };
}

/** The plain path, statement by statement through TypeORM. */
export function openPlainBettors(dataSource: DataSource): Bettors {
  return {
    place: (_lane, bet) => insist(bet, (intent) => placeBet(dataSource, intent)),
    close: () => Promise.resolve(),
  };
}

/** A phone asks again with its key, and so do we: the wait is part of the bet's time. */
async function insist(
  { raceId, roomKey, playerId, runner }: BenchBet,
  place: (intent: BetIntent) => Promise<PlacedBetAnswer>,
): Promise<void> {
  const intent = {
    playerId,
    key: randomUUID(),
    raceId,
    roomKey,
    market: "win",
    selection: [runner],
    stake: STAKE,
    arrivedAtMs: Date.now(),
  };
  for (;;) {
    const answer = await place(intent);
    if (answer.ok) return;
    const { code } = answer.refusal;
    if (!isRetryable(code)) throw new Error(`a bet was refused: ${code}`);
  }
}

/** The floor without `pgbench`: its function as a prepared statement, one connection for each lane. */
export async function openPreparedBettors(url: string, lanes: number): Promise<Bettors> {
  const clients = Array.from({ length: lanes }, () => new Client({ connectionString: url }));
  // Only the end of its server breaks an idle connection, and then the next query says so.
  for (const client of clients) client.on("error", () => undefined);
  await Promise.all(clients.map((client) => client.connect()));
  const fingerprint = "0".repeat(64);
  return {
    async place(lane, { raceId, roomKey, playerId, runner }) {
      const intent = {
        player: playerId,
        key: randomUUID(),
        fingerprint,
        race: raceId,
        room: roomKey,
        market: "win",
        selection: [runner],
        stake: STAKE.toString(),
        at: Date.now(),
        salt: `\\x${randomBytes(16).toString("hex")}`,
      };
      await clients[lane]?.query({
        name: "place",
        text: "SELECT * FROM place_bets($1)",
        values: [JSON.stringify([intent])],
      });
    },
    async close() {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}
