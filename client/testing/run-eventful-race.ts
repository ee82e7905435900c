import type { TestSeat } from "#server/testing/test-seat.ts";
import { type LiveNight, skipRace } from "./live-night.ts";

/** Who is taken out of the field before the lock. */
const SCRATCHED = 5;

let keysMade = 0;

/** Runs a race nobody bets on to its official result, and brings the next one. Returns its id. */
export async function runPlainRace(night: LiveNight, host: TestSeat): Promise<number> {
  const { raceId } = host.state;
  await host.direct("openBetting");
  await host.until(({ phase }) => phase === "betting");
  await host.direct("lockBetting");
  await host.until(({ phase }) => phase === "racing");
  await skipRace(night, host, 1);
  await host.until(({ isOfficial }) => isOfficial);
  await host.direct("nextRace");
  await host.until(({ phase }) => phase === "lobby");
  return raceId;
}

/**
 * Runs a race with bets on everybody, a scratched runner and powers, to its official result, and
 * stays on it. `meanwhile` may bet while betting is open. Returns its id.
 */
export async function runEventfulRace(
  night: LiveNight,
  host: TestSeat,
  meanwhile: () => Promise<void> = async () => {},
): Promise<number> {
  const { raceId } = host.state;
  const rival = await night.test.seat((await night.test.join("Bruno")).token);
  await host.direct("openBetting");
  await host.until(({ phase }) => phase === "betting");
  await meanwhile();
  for (const number of host.state.runners.keys()) {
    await bet(rival, { market: "win", selection: [Number(number)] });
  }
  await bet(rival, { market: "show", selection: [2] });
  await bet(rival, { market: "quinella", selection: [1, 2] });
  const scratch = { raceId, expectedPhase: "betting" as const, number: SCRATCHED };
  await host.request("scratchRunner", scratch);
  await host.until(({ runners }) => runners.get(String(SCRATCHED))?.isScratched === true);
  await host.direct("lockBetting");
  await host.until(({ phase, tick }) => phase === "racing" && tick > 40);
  await cast(rival, { power: "boost", target: 2 });
  await cast(rival, { power: "slow", target: 1 });
  // Already at work: its chips go back.
  await cast(rival, { power: "boost", target: 2 });
  const { tick } = host.state;
  await host.until((state) => state.tick > tick + 20);
  await skipRace(night, host, 1);
  await host.until(({ isOfficial }) => isOfficial);
  return raceId;
}

async function bet(seat: TestSeat, bet: { market: string; selection: number[] }): Promise<void> {
  const { raceId } = seat.state;
  const key = `eventful-${(keysMade += 1)}`;
  const answer = await seat.request("placeBet", { key, raceId, stake: "20", ...bet });
  if (!answer.ok) throw new Error(`${bet.market}: ${answer.refusal.code}`);
}

async function cast(seat: TestSeat, cast: { power: string; target: number }): Promise<void> {
  const { raceId } = seat.state;
  const key = `eventful-${(keysMade += 1)}`;
  const answer = await seat.request("castPower", { key, raceId, ...cast } as never);
  if (!answer.ok) throw new Error(`${cast.power}: ${answer.refusal.code}`);
}
