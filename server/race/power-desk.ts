import { setTimeout as wait } from "node:timers/promises";
import type { DataSource } from "typeorm";
import { isRetryable } from "#common/framework/refusals.ts";
import { type Cast, castAnswerSchema } from "#common/race/power-contract.ts";
import type { CastOutcome } from "#common/race/powers.ts";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import type { Log } from "#server/framework/log.ts";
import { isDatabaseAway } from "#server/storage/is-database-away.ts";
import { type CastAnswer, type CastIntent, castPower, findCastReply } from "./cast-power.ts";
import type { TickHold } from "./cast-queue.ts";
import type { RaceRun } from "./race-run.ts";
import { type CastChange, resolveCasts } from "./resolve-casts.ts";
import { writeOutcomes } from "./write-outcomes.ts";

/** A cast that was perhaps committed is looked up again after this, milliseconds. */
const DOUBT_RETRY_MS = 200;

/** A power that was just committed. */
export interface CastNews {
  cast: Cast;
  playerId: string;
  playerName: string;
  wallet: Wallet;
}

/** Whoever shows a race. */
export interface CastFollower {
  onCast(news: CastNews): void;
  /** Casts were captured or released, after the commit. */
  onResolved(changes: readonly CastChange[]): void;
}

/** The one handler behind both doors: HTTP and room give their intents here. */
export interface PowerDesk {
  cast(intent: CastIntent, playerName: string): Promise<CastAnswer>;
  /**
   * Takes casts for a race that runs here under this epoch, and writes what becomes of them as the
   * race goes on; until stopped.
   */
  follow(running: { run: RaceRun; epoch: number }, follower: CastFollower): () => void;
  /** Writes what became of all casts of a race; those that are written already stay as they are. */
  resolveAll(raceId: number, outcomes: readonly CastOutcome[]): Promise<void>;
  /** Settles when everything that has begun is decided. */
  idle(): Promise<void>;
}

interface Running {
  run: RaceRun;
  epoch: number;
  follower: CastFollower;
}

export function openPowerDesk({
  dataSource,
  log,
}: {
  dataSource: DataSource;
  log: Log;
}): PowerDesk {
  const followed = new Map<number, Running>();
  const underway = new Set<Promise<unknown>>();

  function track<Value>(work: Promise<Value>): Promise<Value> {
    underway.add(work);
    void Promise.allSettled([work]).then(() => underway.delete(work));
    return work;
  }

  async function resolve(raceId: number, outcomes: readonly CastOutcome[]): Promise<void> {
    const changes = await resolveCasts(dataSource, { raceId, outcomes });
    if (changes.length > 0) followed.get(raceId)?.follower.onResolved(changes);
  }

  return {
    cast(intent, playerName) {
      const running = followed.get(intent.raceId);
      if (running === undefined) return track(castPower(dataSource, intent, undefined));
      const isOver = () => followed.get(intent.raceId) !== running;
      return track(castInto(running, { dataSource, intent, playerName, isOver }));
    },
    follow({ run, epoch }, follower) {
      const running = { run, epoch, follower };
      followed.set(run.id, running);
      writeOutcomes(run, {
        write: (outcomes) => resolve(run.id, outcomes),
        isOver: () => followed.get(run.id) !== running,
        track,
        log,
      });
      return () => {
        if (followed.get(run.id) === running) followed.delete(run.id);
      };
    },
    resolveAll: (raceId, outcomes) => track(resolve(raceId, outcomes)),
    async idle() {
      while (underway.size > 0) await Promise.allSettled(underway);
    },
  };
}

interface Casting {
  dataSource: DataSource;
  intent: CastIntent;
  playerName: string;
  /** Nobody follows the race any more. */
  isOver(): boolean;
}

/** Casts into a race that runs here: it does not go past the tick until the outcome is known. */
async function castInto(running: Running, casting: Casting): Promise<CastAnswer> {
  const { run, epoch } = running;
  let hold: TickHold | undefined;
  const time = {
    epoch,
    arePowersOpen: () => run.arePowersOpen(),
    holdTick() {
      hold?.release();
      hold = run.holdTick();
      return hold?.tick;
    },
  };
  let answer: CastAnswer | undefined;
  let failure: unknown;
  try {
    answer = await castPower(casting.dataSource, casting.intent, time);
  } catch (error) {
    failure = error;
  }
  if (hold !== undefined && isUnsure(answer)) {
    // A doubt that can't be cleared throws and keeps its hold: the race waits, and is void.
    answer = (await clearDoubt(casting)) ?? answer;
  }
  if (answer?.ok) take(running, answer.text, casting);
  hold?.release();
  if (answer === undefined) throw failure;
  return answer;
}

/** Whether an answer leaves open if the cast was committed: its connection may have broken right then. */
function isUnsure(answer: CastAnswer | undefined): boolean {
  return answer === undefined || (!answer.ok && isRetryable(answer.refusal.code));
}

/** The answer that is stored, if the cast has come about; asked for as long as the race runs. */
async function clearDoubt({
  dataSource,
  intent,
  isOver,
}: Casting): Promise<CastAnswer | undefined> {
  while (!isOver()) {
    try {
      const stored = await findCastReply(dataSource, intent);
      return stored === undefined ? undefined : { ...stored, isReplayed: true };
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
    }
    await wait(DOUBT_RETRY_MS);
  }
  return undefined;
}

/** Puts a committed cast into the race, and tells of it once. */
function take(
  { run, follower }: Running,
  text: string,
  { intent: { playerId }, playerName }: Casting,
): void {
  const { cast, wallet } = castAnswerSchema.parse(JSON.parse(text));
  const { tick, seq, power, target } = cast;
  const isNew = run.take({ tick, seq, player: playerId, power, target });
  if (isNew) follower.onCast({ playerId, playerName, cast, wallet });
}
