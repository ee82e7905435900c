import type { RaceCard } from "#common/race/card.ts";
import { type RaceState, RunnerState } from "#common/race/race-state.ts";
import { approximateDividends } from "#common/tote/approximate-dividends.ts";
import { favourite } from "#common/tote/favourite.ts";
import type { MarketName } from "#common/tote/market.ts";
import { toteRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";
import type { RaceRow } from "./race-entities.ts";
import type { OfficialResult } from "./read-official.ts";
import type { RacePools } from "./read-pools.ts";
import { placingsOf } from "./store-placings.ts";

/** The first two within this are a photo finish, milliseconds. */
const PHOTO_FINISH_MS = 100;

/** Puts a new race on the board: everything of the last one goes. */
export function showCard(
  state: RaceState,
  { row, form }: { row: RaceRow; form: ReadonlyMap<string, string> },
): void {
  state.raceId = row.id;
  state.raceNumber = row.number;
  state.title = row.card.title;
  state.trackName = row.card.track.name;
  state.distanceMm = row.card.track.distanceMm;
  state.marketRules = JSON.stringify(row.marketRules);
  state.commitment = row.commitment;
  state.serverSeed = row.finishedAt === null ? "" : row.serverSeed;
  state.voidReason = row.voidReason ?? "";
  state.isOfficial = row.status === "official";
  state.isPhotoFinish = false;
  state.tick = 0;
  state.offAtMs = Number(row.offAt ?? 0);
  state.runners.clear();
  state.positions.clear();
  for (const runner of row.card.runners) {
    state.runners.set(String(runner.number), toRunnerState(runner, form.get(runner.id) ?? ""));
    state.positions.push(0);
  }
}

function toRunnerState(runner: RaceCard["runners"][number], form: string): RunnerState {
  const { id: runnerId, number, name, livery, stats } = runner;
  return new RunnerState({ number, runnerId, name, livery, ...stats, form });
}

/** Shows what a unit would pay now (TOTE-9), in both markets. */
export function showPools(state: RaceState, row: RaceRow, pools: RacePools): void {
  const win = marketBoard(row, "win", pools);
  const place = marketBoard(row, "place", pools);
  for (const runner of state.runners.values()) {
    set(runner, "winStakes", (win.stakes.get(runner.number) ?? 0n).toString());
    set(runner, "winOdds", win.odds.get(runner.number) ?? 0);
    set(runner, "placeStakes", (place.stakes.get(runner.number) ?? 0n).toString());
    set(runner, "placeOdds", place.odds.get(runner.number) ?? 0);
  }
  state.winPool = win.gross.toString();
  state.placePool = place.gross.toString();
  state.betCount = pools.betCount;
  state.favourite = favourite(win.stakes) ?? 0;
}

/** Writes only what differs: a field that is set costs bytes for everyone. */
function set<Key extends "winStakes" | "winOdds" | "placeStakes" | "placeOdds">(
  runner: RunnerState,
  key: Key,
  value: RunnerState[Key],
): void {
  if (runner[key] !== value) runner[key] = value;
}

function marketBoard(row: RaceRow, name: MarketName, pools: RacePools) {
  const stakes = new Map<number, bigint>();
  for (const { number } of row.card.runners) {
    stakes.set(number, pools.stakes.get(name)?.get(String(number))?.stake ?? 0n);
  }
  const isOffered = row.marketRules.markets.includes(name);
  const odds = isOffered
    ? approximateDividends({
        market: markets[name],
        stakesByRunner: stakes,
        rules: toteRules(row.marketRules),
      })
    : new Map<number, number>();
  const gross = [...stakes.values()].reduce((sum, stake) => sum + stake, 0n);
  return { stakes, odds, gross };
}

/** Shows the times over the line; two that are close make a photo finish. */
export function showFinishTimes(state: RaceState, finishTimesMs: ArrayLike<number>): void {
  let index = 0;
  const crossed: number[] = [];
  for (const runner of state.runners.values()) {
    const timeMs = finishTimesMs[index++] ?? 0;
    if (timeMs > 0) crossed.push(timeMs);
    if (runner.finishTimeMs !== timeMs) runner.finishTimeMs = timeMs;
  }
  crossed.sort((a, b) => a - b);
  const [first, second] = crossed;
  const isPhotoFinish =
    first !== undefined && second !== undefined && second - first <= PHOTO_FINISH_MS;
  if (state.isPhotoFinish !== isPhotoFinish) state.isPhotoFinish = isPhotoFinish;
}

/** Shows the official result: placings, dividends, and the seed (RACE-6, TOTE-9). */
export function showOfficial(
  state: RaceState,
  { serverSeed, result, pools }: OfficialResult,
): void {
  showFinishTimes(state, result.finishTimesMs);
  const placings = placingsOf(result.finishOrder);
  for (const runner of state.runners.values()) runner.placing = placings.get(runner.number) ?? 0;
  for (const { market, dividends } of pools) {
    for (const { selection, perUnit } of dividends) {
      const runner = state.runners.get(String(selection[0]));
      if (runner === undefined) continue;
      if (market === "win") runner.winDividend = perUnit;
      if (market === "place") runner.placeDividend = perUnit;
    }
  }
  state.isOfficial = true;
  state.serverSeed = serverSeed;
}
