import type { RaceCard } from "#common/race/card.ts";
import { CombinationState, type RaceState, RunnerState } from "#common/race/race-state.ts";
import { areFixedOddsOff } from "./fixed-exposure.ts";
import type { RaceRow } from "./race-entities.ts";
import type { OfficialResult } from "./read-official.ts";
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
  state.combinationDividends.clear();
  state.runners.clear();
  state.positions.clear();
  for (const runner of row.card.runners) {
    const shown = toRunnerState(runner, form.get(runner.id) ?? "");
    state.runners.set(String(runner.number), shown);
    state.positions.push(0);
  }
}

function toRunnerState(runner: RaceCard["runners"][number], form: string): RunnerState {
  const { id: runnerId, number, name, livery, stats } = runner;
  return new RunnerState({ number, runnerId, name, livery, ...stats, form });
}

/** Shows what binds the server so far (RACE-6), who does not run (TOTE-6), and the fixed prices that stand. */
export function showFairness(
  state: RaceState,
  {
    row,
    seedAnchor,
    revealed,
  }: { row: RaceRow; seedAnchor: string; revealed: ReadonlySet<string> },
): void {
  state.seedAnchor = seedAnchor;
  state.seedIndex = row.seedIndex ?? 0;
  state.betsRoot = row.lockRoots?.betsRoot ?? "";
  state.cancelsRoot = row.lockRoots?.cancelsRoot ?? "";
  state.entropyRoot = row.lockRoots?.entropyRoot ?? "";
  state.phoneCount = row.lockRoots?.phoneCount ?? 0;
  state.revealedCount = row.revealedCount ?? revealed.size;
  const prices = areFixedOddsOff(row) ? [] : (row.marketRules.fixedPrices ?? []);
  for (const runner of state.runners.values()) {
    const isScratched = row.scratched.includes(runner.number);
    if (runner.isScratched !== isScratched) runner.isScratched = isScratched;
    const fixedPrice = prices[runner.number - 1] ?? 0;
    if (runner.fixedPrice !== fixedPrice) runner.fixedPrice = fixedPrice;
  }
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
  state.combinationDividends.clear();
  const placings = placingsOf(result.finishOrder);
  for (const runner of state.runners.values()) runner.placing = placings.get(runner.number) ?? 0;
  for (const { market, dividends } of pools) {
    for (const { selection, perUnit } of dividends) {
      if (selection.length > 1) {
        const combination = { market, selection: selection.join("-"), perUnit };
        state.combinationDividends.push(new CombinationState(combination));
        continue;
      }
      const runner = state.runners.get(String(selection[0]));
      if (runner === undefined) continue;
      if (market === "win") runner.winDividend = perUnit;
      if (market === "place") runner.placeDividend = perUnit;
      if (market === "show") runner.showDividend = perUnit;
    }
  }
  state.isOfficial = true;
  state.serverSeed = serverSeed;
}
