import { openCpuWindow } from "../cpu-window.ts";
import type { Bettors } from "./bettors.ts";
import { type CellWindow, playerOf, RUNNERS, raceOf, type Taken } from "./cell.ts";

/** Places bets, `inFlight` of them at a time, each lane the next when its last one is answered. */
export async function driveBettors(bettors: Bettors, window: CellWindow): Promise<Taken> {
  const { cell, windowMs } = window;
  const latenciesMs: number[] = [];
  const closeWindow = openCpuWindow();
  const startedAt = performance.now();
  const lane = async (number: number) => {
    const race = raceOf(window, number);
    for (let turn = 0; performance.now() - startedAt < windowMs; turn += 1) {
      const playerId = playerOf(window, number, turn);
      const askedAt = performance.now();
      await bettors.place(number, { ...race, playerId, runner: 1 + (turn % RUNNERS) });
      latenciesMs.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: cell.inFlight }, (_, number) => lane(number)));
  return { ...closeWindow(), count: latenciesMs.length, latenciesMs };
}
