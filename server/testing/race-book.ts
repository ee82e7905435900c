import { randomUUID } from "node:crypto";
import type { DataSource } from "typeorm";
import type { MarketRules } from "#common/tote/market-rules.ts";
import { createRoomLeases } from "#server/framework/durable-room.ts";
import { bringNextRace } from "#server/race/bring-next-race.ts";
import { lockRace } from "#server/race/lock-race.ts";
import { placeBet } from "#server/race/place-bet.ts";
import { RaceEntity } from "#server/race/race-entities.ts";
import { scratchRunner } from "#server/race/scratch-runner.ts";
import { settleRace } from "#server/race/settle-race.ts";
import { storePhase } from "#server/race/store-phase.ts";
import { storeResult } from "#server/race/store-result.ts";
import type { OwnedRace } from "#server/race/write-race.ts";

const NOW = 1_800_000_000_000;

const HOUSE_TERMS: MarketRules = {
  markets: ["win", "place"],
  takeoutBps: 0,
  stakeMin: "10",
  stakeMax: "10000",
  stakeMaxPerRace: "20000",
  cancelFeeBps: 500,
  cancelClosesMs: 10_000,
};

/** One race without a show: its services in the order of a night, with a result of the test's choice. */
export interface RaceBook {
  race: OwnedRace;
  /** The lobby's code. */
  code: string;
  /** Bets, and answers the bet's id; throws the code of a refusal. One runner, or a combination. */
  bet(
    playerId: string,
    selection: number | readonly number[],
    stake: bigint,
    market?: string,
  ): Promise<bigint>;
  scratch(number: number): Promise<unknown>;
  lock(): Promise<unknown>;
  /** Stores this order of finish; runners still in that it does not name come in behind, one by one. */
  finish(order: number[][]): Promise<void>;
  settle(): ReturnType<typeof settleRace>;
}

/** A room with a race whose betting is open. */
export async function openRaceBook(
  dataSource: DataSource,
  terms: Partial<MarketRules> = {},
): Promise<RaceBook> {
  const id = randomUUID();
  const leases = createRoomLeases({ dataSource, owner: id, leaseMs: 60_000, now: () => NOW });
  const room = await leases.open({ id, type: "race", code: id.slice(0, 8), settings: {} });
  const row = await bringNextRace(dataSource, {
    room,
    stage: { phase: "lobby", countdown: { kind: "none" } },
    marketRules: { ...HOUSE_TERMS, ...terms },
    fieldSize: 8,
  });
  const race: OwnedRace = { raceId: row.id, roomId: room.id, epoch: room.epoch };
  await storePhase(dataSource, { race, changes: { status: "betting" } });
  return {
    race,
    code: room.code,
    async bet(playerId, selection, stake, market = "win") {
      const answer = await placeBet(dataSource, {
        playerId,
        roomKey: room.id,
        key: randomUUID(),
        raceId: row.id,
        market,
        selection: typeof selection === "number" ? [selection] : selection,
        stake,
        arrivedAtMs: NOW,
      });
      if (!answer.ok) throw new Error(answer.refusal.code);
      return BigInt((JSON.parse(answer.text) as { bet: { id: string } }).bet.id);
    },
    scratch: (number) => scratchRunner(dataSource, { race, number, changes: {} }),
    lock: () => lockRace(dataSource, { race, offAt: NOW }),
    async finish(named) {
      const { scratched } = await dataSource.manager.findOneByOrFail(RaceEntity, { id: row.id });
      const others = row.card.runners
        .filter(({ number }) => !scratched.includes(number))
        .map(({ number }) => [number]);
      const order = [...named, ...others.filter(([number]) => !named.flat().includes(number ?? 0))];
      const finishTimesMs = row.card.runners.map(({ number }) =>
        scratched.includes(number)
          ? 0
          : 40_000 + 500 * order.findIndex((group) => group.includes(number)),
      );
      return storeResult(dataSource, { race, result: { order, finishTimesMs, ticks: 900 } });
    },
    settle: () => settleRace(dataSource, { race, at: NOW + 60_000, changes: {} }),
  };
}
