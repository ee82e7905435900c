import { randomUUID } from "node:crypto";
import type { DataSource } from "typeorm";
import { powerTerms } from "#common/race/power-terms.ts";
import { sampleSeed } from "#common/race/race-samples.ts";
import { RaceState, RunnerState } from "#common/race/race-state.ts";
import { TICK_MS } from "#common/race/tuning.ts";
import type { CastAnswer, CastIntent } from "#server/race/cast-power.ts";
import { type CastNews, openPowerDesk, type PowerDesk } from "#server/race/power-desk.ts";
import { RaceEntity } from "#server/race/race-entities.ts";
import { type RaceRun, startRaceRun } from "#server/race/race-run.ts";
import type { RaceTerms } from "#server/race/race-terms.ts";
import { readRaceInputs } from "#server/race/read-casts.ts";
import type { CastChange } from "#server/race/resolve-casts.ts";
import { openRaceBook, type RaceBook } from "./race-book.ts";
import { silentLog } from "./test-postgres.ts";

const OFF_AT = 1_800_000_000_000;

/** A race under way without a room: its run, its desk, and a clock in the test's hand. */
export interface PowerStand {
  book: RaceBook;
  run: RaceRun;
  desk: PowerDesk;
  state: RaceState;
  /** What its follower was told. */
  news: CastNews[];
  changes: CastChange[];
  /** Lets so many ticks pass, one by one; negative until the off. Answers whether the race is over. */
  pass(ticks: number): boolean;
  /** Casts; what is left out is a boost for number 1 under a key of its own. */
  cast(playerId: string, intent?: Partial<CastIntent>): Promise<CastAnswer>;
  /** The same race as another process finds it, from the off on. */
  reopen(dataSource?: DataSource): Promise<PowerStand>;
}

/**
 * Runs a fresh race with powers under one boost each, or that of `book`, whose terms have powers;
 * `through` is how the desk sees the database.
 */
export async function openPowerStand(
  dataSource: DataSource,
  options: { terms?: Partial<RaceTerms>; through?: DataSource; book?: RaceBook } = {},
): Promise<PowerStand> {
  const { terms = {}, through = dataSource } = options;
  const withPowers: Partial<RaceTerms> = { powers: powerTerms(300n), ...terms };
  const book = options.book ?? (await openRaceBook(dataSource, withPowers));
  await book.lock();
  return standOn(through, book);
}

async function standOn(dataSource: DataSource, book: RaceBook): Promise<PowerStand> {
  const { raceId: id, roomId, epoch } = book.race;
  const { card, scratched, marketRules, arePowersStopped } =
    await dataSource.manager.findOneByOrFail(RaceEntity, { id });
  const run = startRaceRun({
    id,
    card,
    raceSeed: sampleSeed(id),
    offAt: OFF_AT,
    scratched,
    inputs: await readRaceInputs(dataSource, id),
    hasPowers: marketRules.powers !== undefined && !arePowersStopped,
  });
  const desk = openPowerDesk({ dataSource, log: silentLog });
  const state = new RaceState();
  for (const { number } of card.runners) {
    state.runners.set(String(number), new RunnerState().assign({ number }));
    state.positions.push(0);
  }
  const stand: Pick<PowerStand, "news" | "changes"> = { news: [], changes: [] };
  desk.follow(
    { run, epoch },
    {
      onCast: (news) => stand.news.push(news),
      onResolved: (changes) => stand.changes.push(...changes),
    },
  );
  let now = OFF_AT;
  return {
    ...stand,
    book,
    run,
    desk,
    state,
    pass(ticks) {
      let isOver = false;
      for (let tick = 0; tick < Math.abs(ticks); tick += 1) {
        now += Math.sign(ticks) * TICK_MS;
        isOver = run.advance(state, now);
      }
      return isOver;
    },
    cast: (playerId, intent = {}) =>
      desk.cast(
        {
          playerId,
          roomKey: roomId,
          key: randomUUID(),
          raceId: id,
          power: "boost",
          target: 1,
          arrivedAtMs: now,
          ...intent,
        },
        "Ana",
      ),
    reopen: (other = dataSource) => standOn(other, book),
  };
}
