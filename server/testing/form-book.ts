import { randomUUID } from "node:crypto";
import type { DataSource } from "typeorm";
import type { RaceCard } from "#common/race/card.ts";
import { stable } from "#common/race/stable.ts";
import { tracks } from "#common/race/tracks.ts";
import { DurableRoom } from "#server/framework/durable-room.ts";
import { BetEntity, type BetRow } from "#server/race/bet-entity.ts";
import {
  RaceEntity,
  RaceInputEntity,
  type RaceInputRow,
  RacePlacingEntity,
  RacePoolEntity,
  type RacePoolRow,
  RaceResultEntity,
  type RaceRow,
} from "#server/race/race-entities.ts";
import { storeNets } from "#server/race/store-nets.ts";
import { readWinStakes } from "#server/race/store-placings.ts";
import { RaceNetEntity } from "#server/stats/race-net-entity.ts";

export const FORM_BOOK_OPENS_AT = 1_800_000_000_000;
const HASH = "0".repeat(64);

/** Rows of finished races as a settlement leaves them, at the test's choice and without any money. */
export interface FormBook {
  lobby(code: string): Promise<string>;
  race(race?: {
    roomId?: string;
    status?: RaceRow["status"];
    finishedAt?: number;
    /** Number of the track in the house's list. */
    track?: number;
    /** Runners by id, in saddle order. */
    runners?: readonly string[];
    /** Placing by runner, in saddle order; a scratched runner has none. */
    placings?: readonly (number | undefined)[];
    scratched?: number[];
  }): Promise<number>;
  bet(raceId: number, playerId: string, bet: Partial<BetRow>): Promise<void>;
  cast(raceId: number, playerId: string, cast: Partial<RaceInputRow>): Promise<void>;
  pool(raceId: number, pool: Partial<RacePoolRow>): Promise<void>;
}

export function openFormBook(dataSource: DataSource): FormBook {
  const { manager } = dataSource;
  let racesMade = 0;
  let castsMade = 0;
  let firstRoom: string | undefined;

  async function lobby(code: string): Promise<string> {
    const id = randomUUID();
    await manager.insert(DurableRoom, {
      id,
      type: "race",
      code,
      owner: id,
      epoch: 1,
      leaseUntil: new Date(),
      closedAt: new Date(),
      heartbeatMs: 0n,
      settings: {},
    });
    return id;
  }

  /** Enters what the bets and casts of an official race have come to by now. */
  async function enter(raceId: number): Promise<void> {
    const { status, card } = await manager.findOneByOrFail(RaceEntity, { id: raceId });
    if (status !== "official") return;
    const stakes = await readWinStakes(manager, raceId);
    for (const { id: runnerId, number } of card.runners) {
      const winStake = stakes.get(number) ?? 0n;
      await manager.update(RacePlacingEntity, { raceId, runnerId }, { winStake });
    }
    await manager.delete(RaceNetEntity, { raceId });
    await storeNets(manager, raceId);
  }

  return {
    lobby,
    async race(race = {}) {
      racesMade += 1;
      const { status = "official", track = 0, scratched = [], placings = [1, 2, 3, 4] } = race;
      const { runners = stable.slice(0, 4).map(({ id }) => id) } = race;
      const finishedAt = race.finishedAt ?? FORM_BOOK_OPENS_AT + racesMade * 60_000;
      const roomId = race.roomId ?? (firstRoom ??= await lobby("FRST"));
      const isOver = status === "official" || status === "void";
      const [drawn]: { id: number }[] = await manager.query(
        "SELECT nextval(pg_get_serial_sequence('races', 'id'))::int AS id",
      );
      const { id } = drawn as { id: number };
      await manager.insert(RaceEntity, {
        id,
        roomId,
        number: racesMade,
        epoch: 1,
        status,
        card: makeCard(runners, track) as object,
        cardHash: HASH,
        marketRules: { markets: ["win"] } as object,
        marketRulesHash: HASH,
        engineHash: HASH,
        fairnessVersion: 1,
        serverSeed: HASH,
        commitment: HASH,
        offAt: BigInt(finishedAt - 60_000),
        finishedAt: isOver ? BigInt(finishedAt) : null,
        runnerCount: runners.length,
        scratched,
      });
      if (status !== "official") return id;
      const finishTimesMs = placings.map((placing) => 40_000 + 500 * (placing ?? 0) + racesMade);
      const finishOrder = toOrder(placings);
      await manager.insert(RaceResultEntity, {
        raceId: id,
        finishOrder,
        finishTimesMs,
        ticks: 900,
      });
      for (const [index, placing] of placings.entries()) {
        if (placing === undefined) continue;
        await manager.insert(RacePlacingEntity, {
          raceId: id,
          runnerId: runners[index] as string,
          placing,
          finishTimeMs: finishTimesMs[index] as number,
          winStake: 0n,
        });
      }
      return id;
    },
    async bet(raceId, playerId, bet) {
      const plain = { market: "win", selection: [1], stake: 100n, status: "lost", payout: 0n };
      await manager.insert(BetEntity, {
        ...(plain as Partial<BetRow>),
        placedAt: BigInt(FORM_BOOK_OPENS_AT),
        ...bet,
        raceId,
        playerId,
      });
      await enter(raceId);
    },
    async cast(raceId, playerId, cast) {
      castsMade += 1;
      await manager.insert(RaceInputEntity, {
        seq: castsMade,
        tick: 100,
        power: "boost",
        target: 1,
        cost: 30n,
        status: "captured",
        castAt: BigInt(FORM_BOOK_OPENS_AT),
        ...cast,
        raceId,
        playerId,
      });
      await enter(raceId);
    },
    async pool(raceId, pool) {
      await manager.insert(RacePoolEntity, {
        market: "win",
        outcome: "paid",
        gross: 0n,
        takeout: 0n,
        net: 0n,
        paid: 0n,
        breakage: 0n,
        refunds: 0n,
        dividends: [],
        ...pool,
        raceId,
      });
    },
  };
}

/** Saddle numbers by placing; a dead heat shares a list. */
function toOrder(placings: readonly (number | undefined)[]): number[][] {
  const order: number[][] = [];
  for (const [index, placing] of placings.entries()) {
    if (placing !== undefined) (order[placing] ??= []).push(index + 1);
  }
  return order.filter((group) => group !== undefined);
}

function makeCard(runners: readonly string[], track: number): RaceCard {
  return {
    title: "Evening Stakes",
    track: tracks[track] as RaceCard["track"],
    runners: runners.map((id, index) => {
      const livery = stable.findIndex((runner) => runner.id === id);
      const { name, stats } = stable[livery] as (typeof stable)[number];
      return { id, number: index + 1, name, livery, stats };
    }),
  };
}
