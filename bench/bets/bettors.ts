import { randomUUID } from "node:crypto";
import { Client } from "pg";
import type { DataSource } from "typeorm";
import { isRetryable } from "#common/framework/refusals.ts";
import { openBetDesk } from "#server/race/bet-desk.ts";
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

const STAKE = 10n;

/** The real handler behind both doors, on the pool it is given. */
export function openDeskBettors(dataSource: DataSource): Bettors {
  const desk = openBetDesk(dataSource);
  return {
    async place(_lane, { raceId, roomKey, playerId, runner }) {
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
        const answer = await desk.place(intent, "Bench");
        if (answer.ok) return;
        const { code } = answer.refusal;
        // A phone asks again with its key, and so do we: the wait is part of the bet's time.
        if (!isRetryable(code)) throw new Error(`a bet was refused: ${code}`);
      }
    },
    async close() {
      await desk.idle();
    },
  };
}

/** The floor's prepared function, one connection for each lane. */
export async function openFloorBettors(url: string, lanes: number): Promise<Bettors> {
  const clients = Array.from({ length: lanes }, () => new Client({ connectionString: url }));
  // Only the end of its server breaks an idle connection, and then the next query says so.
  for (const client of clients) client.on("error", () => undefined);
  await Promise.all(clients.map((client) => client.connect()));
  const fingerprint = "0".repeat(64);
  return {
    async place(lane, { raceId, playerId, runner }) {
      await clients[lane]?.query({
        name: "place",
        text: "select place_floor_bet($1, $2, $3, $4, $5, $6, $7)",
        values: [raceId, playerId, randomUUID(), fingerprint, runner, STAKE, Date.now()],
      });
    },
    async close() {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}
