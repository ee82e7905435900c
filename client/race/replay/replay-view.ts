import type { CombinationView, RaceTerms, RaceView, RunnerView } from "#client/race/race-view.ts";
import type { RaceRecord } from "#common/race/record.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import { approximateDividendOf } from "#common/tote/approximate-dividend.ts";
import { toteRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";
import { selectionPools } from "#common/tote/selection-pools.ts";
import type { RaceTrace } from "./trace-race.ts";

/** The first two within this are a photo finish, milliseconds. */
const PHOTO_FINISH_MS = 100;

/** A record turned back into what a display shows, at any race time. */
export interface ReplayPicture {
  /** Milliseconds from the off to the winner's crossing. */
  winnerMs: number;
  isPhotoFinish: boolean;
  /** `isOver`: the run-out has been seen, the result is shown. */
  viewAt(timeMs: number, isOver: boolean): RaceView;
}

export function createReplayPicture(record: RaceRecord, trace: RaceTrace): ReplayPicture {
  const { finishTimesMs } = trace.result;
  const [winnerMs = 0, secondMs = Number.POSITIVE_INFINITY] = finishTimesMs
    .filter((timeMs) => timeMs > 0)
    .sort((a, b) => a - b);
  const isPhotoFinish = secondMs - winnerMs <= PHOTO_FINISH_MS;
  const still = stillView(record);
  const isVoid = record.status === "void";
  const placings = placingsOf(record);
  return {
    winnerMs,
    isPhotoFinish,
    viewAt(timeMs, isOver) {
      const isPaid = isOver && !isVoid;
      return {
        ...still,
        phase: isOver ? (isVoid ? "void" : "settling") : timeMs < 0 ? "gates" : "racing",
        isOfficial: isPaid,
        isPhotoFinish: isPhotoFinish && timeMs >= secondMs,
        voidReason: isVoid && isOver ? (record.voidReason ?? "") : "",
        combinationDividends: isPaid ? combinationsOf(record) : [],
        runners: still.runners.map((runner, index): RunnerView => {
          const homeMs = finishTimesMs[index] ?? 0;
          return {
            ...runner,
            effects: effectsAt(trace, timeMs, index),
            finishTimeMs: timeMs >= homeMs ? homeMs : 0,
            ...(isPaid && {
              placing: placings.get(runner.number) ?? 0,
              winDividend: dividendOf(record, "win", runner.number),
              placeDividend: dividendOf(record, "place", runner.number),
              showDividend: dividendOf(record, "show", runner.number),
            }),
          };
        }),
      };
    },
  };
}

/** The powers at work on a runner at a race time. */
function effectsAt({ effects, runnerCount, tickCount }: RaceTrace, timeMs: number, index: number) {
  const tick = Math.max(0, Math.min(tickCount - 1, Math.floor(timeMs / TICK_MS)));
  return effects[tick * runnerCount + index] ?? 0;
}

/** What does not change while the race is on. */
function stillView(record: RaceRecord): RaceView {
  const { raceId, raceNumber, lobby, card, commit } = record;
  const isV1 = record.format === 1;
  return {
    raceId,
    raceNumber,
    lobbyCode: lobby,
    title: card.title,
    trackName: card.track.name,
    distanceMm: card.track.distanceMm,
    commitment: commit,
    phase: "gates",
    phaseEndsAt: 0,
    marketRules: record.marketRules as RaceTerms,
    runners: card.runners.map((runner) => stillRunner(record, runner)),
    leadingCombinations: [],
    combinationDividends: [],
    winPool: poolOf(record, "win"),
    placePool: poolOf(record, "place"),
    showPool: poolOf(record, "show"),
    exactaPool: poolOf(record, "exacta"),
    quinellaPool: poolOf(record, "quinella"),
    trifectaPool: poolOf(record, "trifecta"),
    betCount: record.bets.length,
    phoneCount: isV1 ? 0 : record.entropy.length,
    revealedCount: isV1 ? 0 : (record.revealedCount ?? 0),
    favourite: 0,
    ...{ isPaused: false, isAutopilot: false, isOfficial: false, isPhotoFinish: false },
    ...{ voidReason: "", arePowersOpen: false, nextWinOdds: "tote", arePowersNext: false },
    ...{ playerCount: 0, spectatorCount: 0, lobbyMs: 0, bettingMs: 0, settlingMs: 0 },
  };
}

function stillRunner(
  record: RaceRecord,
  runner: RaceRecord["card"]["runners"][number],
): RunnerView {
  const { number, name, livery, stats } = runner;
  const { fixedPrices } = record.marketRules as RaceTerms;
  const scratched: readonly number[] = record.format === 1 ? [] : record.scratched;
  return {
    number,
    name,
    livery,
    ...stats,
    form: "",
    fixedPrice: scratched.length > 0 ? 0 : (fixedPrices?.[number - 1] ?? 0),
    winOdds: winOddsOf(record, number),
    isScratched: scratched.includes(number),
    ...{ winStakes: "0", placeStakes: "0", placeOdds: 0, showStakes: "0", showOdds: 0 },
    ...{ effects: 0, finishTimeMs: 0, placing: 0 },
    ...{ winDividend: "", placeDividend: "", showDividend: "" },
  };
}

/** What a chip on a runner promised when betting was locked, in hundredths; 0 = nobody backed it. */
function winOddsOf(record: RaceRecord, number: number): number {
  const rules = record.marketRules as RaceTerms;
  const scratched: readonly number[] = record.format === 1 ? [] : record.scratched;
  if (scratched.includes(number) || rules.fixedPrices !== undefined) return 0;
  const bets = record.bets.filter(
    ({ market, status, selection }) =>
      market === "win" && status !== "cancelled" && !scratched.includes(selection[0] ?? 0),
  );
  return approximateDividendOf({
    market: markets.win,
    selection: [number],
    pools: selectionPools(
      bets.map(({ selection, stake }) => ({ selection, stake: BigInt(stake) })),
    ),
    field: new Set(
      record.card.runners.map((one) => one.number).filter((one) => !scratched.includes(one)),
    ),
    rules: toteRules(rules),
  });
}

function poolOf({ pools }: RaceRecord, market: string): string {
  const pool = pools.find((one) => one.market === market);
  return pool === undefined ? "0" : (BigInt(pool.gross) + BigInt(pool.refunds ?? "0")).toString();
}

function dividendOf({ pools }: RaceRecord, market: string, number: number): string {
  const pool = pools.find((one) => one.market === market);
  return pool?.dividends.find(({ selection }) => selection.join() === `${number}`)?.perUnit ?? "";
}

function combinationsOf({ pools }: RaceRecord): CombinationView[] {
  return pools.flatMap(({ market, dividends }) =>
    dividends
      .filter(({ selection }) => selection.length > 1)
      .map(({ selection, perUnit }) => ({
        market,
        selection: selection.join("-"),
        odds: 0,
        perUnit,
      })),
  );
}

function placingsOf({ order }: RaceRecord): Map<number, number> {
  const placings = new Map<number, number>();
  for (const tied of order) {
    const place = placings.size + 1;
    for (const number of tied) placings.set(number, place);
  }
  return placings;
}
