import { setTimeout as wait } from "node:timers/promises";
import type { RaceState } from "#common/race/race-state.ts";
import type { CrowdSeat } from "./crowd-seat.ts";
import type { Temperament, WeighedRunner } from "./temperament.ts";

type Player = {
  seat: CrowdSeat;
  temperament: Temperament;
  /** From 0 up to but not 1. */
  random: () => number;
  signal: AbortSignal;
};

/** Bets on every race as its temperament has it, until the signal or until its seat is gone. */
export async function playCrowdSeat(player: Player): Promise<void> {
  const { seat, signal } = player;
  const gone = new AbortController();
  const ended = AbortSignal.any([signal, gone.signal]);
  seat.onGone(() => gone.abort());
  let raceId = 0;
  let castRaceId = 0;
  await new Promise<void>((resolve) => {
    const look = (state: RaceState) => {
      if (ended.aborted) return;
      if (state.arePowersOpen && state.tick > 0 && state.raceId !== castRaceId) {
        castRaceId = state.raceId;
        // A power that comes too late is a race watched.
        void castInRace({ ...player, signal: ended }).catch(() => undefined);
      }
      if (state.phase !== "betting" || state.raceId === raceId) return;
      raceId = state.raceId;
      // A bet that fails is a race watched: the next one is another chance.
      void betOnRace({ ...player, signal: ended }).catch(() => undefined);
    };
    look(seat.state);
    seat.onState(look);
    ended.addEventListener("abort", () => resolve(), { once: true });
  });
}

async function betOnRace({ seat, temperament, random, signal }: Player): Promise<void> {
  const { raceId, phaseEndsAt, serverTimeMs } = seat.state;
  await seat.refresh();
  // A host who has set no end waits; bets then come within half a minute.
  const openMs = phaseEndsAt > serverTimeMs ? phaseEndsAt - serverTimeMs : 30_000;
  const [from, to] = temperament.window;
  const moments = Array.from({ length: temperament.betsMax }, () => {
    return openMs * (from + (to - from) * random());
  }).sort((a, b) => a - b);
  let waitedMs = 0;
  for (const moment of moments) {
    await wait(moment - waitedMs, undefined, { signal });
    waitedMs = moment;
    const { state, available } = seat;
    if (state.phase !== "betting" || state.raceId !== raceId) return;
    const { favourite } = state;
    const wager = temperament.choose({ runners: weigh(state), favourite, available, random });
    if (wager !== undefined) await seat.place(wager);
  }
}

/** Every fourth player helps or hinders somebody, somewhere in the first half minute. */
async function castInRace({ seat, random, signal }: Player): Promise<void> {
  if (random() < 0.75) return;
  await wait(1_000 + 25_000 * random(), undefined, { signal });
  const running = [...seat.state.runners.values()].filter(({ isScratched }) => !isScratched);
  const target = running[Math.floor(random() * running.length)];
  const power = random() < 0.7 ? "boost" : "slow";
  if (target !== undefined) await seat.cast({ power, target: target.number });
}

function weigh(state: RaceState): WeighedRunner[] {
  const running = [...state.runners.values()].filter(({ isScratched }) => !isScratched);
  return running.map((runner) => ({
    number: runner.number,
    rating:
      runner.topSpeed + runner.acceleration + runner.stamina + runner.cornering + runner.nerve,
    winOdds: runner.winOdds,
    placeOdds: runner.placeOdds,
  }));
}
