import { dropExpiredReplies } from "#server/ledger/idempotency.ts";
import { lockRace } from "#server/race/lock-race.ts";
import { refundRace } from "#server/race/refund-race.ts";
import { resolveCasts } from "#server/race/resolve-casts.ts";
import { scratchRunner } from "#server/race/scratch-runner.ts";
import { settleRace } from "#server/race/settle-race.ts";
import { storePhase } from "#server/race/store-phase.ts";
import { storeResult } from "#server/race/store-result.ts";
import { topUpPlayers } from "#server/race/top-up-players.ts";
import type { RaceChanges } from "#server/race/write-race.ts";
import { settledAt } from "./money-model.ts";
import { BETTING_ENDS_AT, FLOOR, type HouseStep, MODEL_NOW } from "./money-orders.ts";
import { bringRace, type MoneySide, type SideRace } from "./money-side.ts";
import { maskIds } from "./money-side-orders.ts";

const DAY_MS = 86_400_000;

/** Takes a step of the house on the side; answers what the service said, ids as in `maskIds`. */
export async function takeStep(side: MoneySide, step: HouseStep): Promise<string> {
  const said = await stepIn(side, step);
  const text = JSON.stringify(said ?? null, (_, value: unknown) => {
    if (typeof value === "bigint") return value.toString();
    return value instanceof Map ? [...value] : value;
  });
  return inOrder(JSON.parse(maskIds(side, text.replaceAll(/"id":"\d+"/g, '"id":"#"'))));
}

async function stepIn(side: MoneySide, step: HouseStep): Promise<unknown> {
  const { dataSource, way } = side;
  switch (step.kind) {
    case "next":
      return bringRace(side, step);
    case "open":
      return store(side, { status: "betting", phaseEndsAt: BigInt(BETTING_ENDS_AT) });
    case "lock":
      return lock(side, step.offAt);
    case "stopPowers":
      return store(side, { arePowersStopped: true });
    case "scratch": {
      const { owned: race } = lastOf(side);
      const { scratch } = way;
      const runner = { race, number: step.runner, changes: {}, scratch };
      const { pools, ...said } = await scratchRunner(dataSource, runner);
      const { stakes, betCount, serial } = pools;
      return { ...said, stakes, betCount, serial };
    }
    case "pause":
      return store(
        side,
        step.leftMs === null
          ? { pausedLeftMs: null, phaseEndsAt: BigInt(BETTING_ENDS_AT) }
          : { pausedLeftMs: step.leftMs, phaseEndsAt: null },
      );
    case "resolve": {
      const { raceId } = lastOf(side).owned;
      return resolveCasts(dataSource, { raceId, outcomes: step.outcomes });
    }
    case "finish":
      return finish(side, step.order);
    case "settle": {
      const { owned: race } = lastOf(side);
      const at = settledAt({ number: side.races.length });
      return settleRace(dataSource, { race, at, changes: {}, pay: way.pay });
    }
    case "void": {
      const { owned: race } = lastOf(side);
      const { refund } = way;
      return refundRace(dataSource, { race, reason: "rain", at: MODEL_NOW, changes: {}, refund });
    }
    case "topUp": {
      const playerIds = step.players.map((player) => side.playerIds[player] as string);
      return topUpPlayers(dataSource, { playerIds, floor: FLOOR, now: step.day * DAY_MS });
    }
    case "expire":
      return dropExpiredReplies(dataSource, new Date(Date.now() + DAY_MS)).then(() => null);
  }
}

function store(side: MoneySide, changes: RaceChanges): Promise<void> {
  return storePhase(side.dataSource, { race: lastOf(side).owned, changes });
}

/** Answers what is on each selection, as it will be settled. */
async function lock(side: MoneySide, offAt: number): Promise<unknown> {
  const { owned: race } = lastOf(side);
  const locked = await lockRace(side.dataSource, { race, offAt });
  const { stakes, betCount } = locked.pools;
  return { stakes, betCount, leaves: locked.roots?.betCount };
}

function finish(side: MoneySide, order: number[][]): Promise<void> {
  const { owned: race, row } = lastOf(side);
  const finishTimesMs = row.card.runners.map(({ number }) => {
    const place = order.findIndex((group) => group.includes(number));
    return place < 0 ? 0 : 40_000 + 500 * place;
  });
  return storeResult(side.dataSource, { race, result: { order, finishTimesMs, ticks: 900 } });
}

function lastOf({ races }: MoneySide): SideRace {
  return races.at(-1) as SideRace;
}

/** Lists of players are in the order of their ids, which differs from side to side. */
function inOrder(said: unknown): string {
  return JSON.stringify(said, (key, value: unknown) => {
    const isByPlayer = Array.isArray(value) && (key === "changes" || key === "favorPlayerIds");
    if (!isByPlayer && !(key === "" && Array.isArray(value))) return value;
    return (value as unknown[]).map((one) => JSON.stringify(one)).sort();
  });
}
