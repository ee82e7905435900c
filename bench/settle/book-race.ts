import { randomUUID } from "node:crypto";
import type { DataSource } from "typeorm";
import { isRetryable } from "#common/framework/refusals.ts";
import { type MarketName, marketNames } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";
import type { BetDesk } from "#server/race/bet-desk.ts";
import { lockRace } from "#server/race/lock-race.ts";
import { storeRaceSeed } from "#server/race/race-seed.ts";
import { type SettleResult, settleRace } from "#server/race/settle-race.ts";
import { storeResult } from "#server/race/store-result.ts";
import type { OwnedRace } from "#server/race/write-race.ts";
import type { OpenRace } from "../bets/open-race.ts";

const RUNNERS = 8;
const STAKE = 10n;

/** What became of one bet. */
type Placed = "taken" | "closed";

/** Places the `turn`-th bet of a book over the offered markets, again and again until it is decided. */
export async function placeBenchBet(
  desk: BetDesk,
  {
    race,
    playerId,
    turn,
    offered = marketNames,
  }: { race: OpenRace; playerId: string; turn: number; offered?: readonly MarketName[] },
): Promise<Placed> {
  const market = offered[turn % offered.length] ?? "win";
  const field = Array.from({ length: RUNNERS }, (_, index) => 1 + ((turn + index * 3) % RUNNERS));
  const key = randomUUID();
  for (;;) {
    const answer = await desk.place(
      {
        playerId,
        key,
        raceId: race.raceId,
        roomKey: race.roomKey,
        market,
        selection: field.slice(0, markets[market].selectionSize),
        stake: STAKE,
        arrivedAtMs: Date.now(),
      },
      "Bench",
    );
    if (answer.ok) return "taken";
    const { code } = answer.refusal;
    if (code === "betting_closed") return "closed";
    if (!isRetryable(code)) throw new Error(`a bet was refused: ${code}`);
  }
}

/** Places `count` bets, each player in turn, so many at a time. */
export async function fillBook(
  desk: BetDesk,
  book: {
    race: OpenRace;
    playerIds: readonly string[];
    offered: readonly MarketName[];
    count: number;
    inFlight: number;
  },
): Promise<void> {
  const { race, playerIds, offered, count, inFlight } = book;
  let turn = 0;
  const lane = async () => {
    while (turn < count) {
      const mine = turn;
      turn += 1;
      const playerId = playerIds[mine % playerIds.length] as string;
      await placeBenchBet(desk, { race, playerId, turn: mine, offered });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}

/** Betting ends: what a show does at the close. */
export async function closeRace(dataSource: DataSource, race: OwnedRace): Promise<void> {
  await lockRace(dataSource, { race, offAt: Date.now() });
}

/** The runners come in by their numbers, without being run. */
export async function finishRace(dataSource: DataSource, race: OwnedRace): Promise<void> {
  await storeRaceSeed(dataSource, { race, offAt: Date.now() });
  const numbers = Array.from({ length: RUNNERS }, (_, index) => index + 1);
  const result = {
    order: numbers.map((number) => [number]),
    finishTimesMs: numbers.map((number) => 40_000 + number),
    ticks: 900,
  };
  await storeResult(dataSource, { race, result });
}

/** Pays the race out. Throws when it was paid out before. */
export async function payOut(dataSource: DataSource, race: OwnedRace): Promise<SettleResult> {
  const settled = await settleRace(dataSource, { race, at: Date.now(), changes: {} });
  if (settled.outcome !== "settled") throw new Error("the race was settled before");
  return settled;
}
