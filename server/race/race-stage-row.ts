import { type Countdown, countdownOf, type RaceStage } from "#common/race/race-lifecycle.ts";
import type { RaceRow } from "./race-entities.ts";
import type { RaceChanges } from "./write-race.ts";

/** A stage as its race row keeps it. */
export function toRaceChanges(stage: RaceStage): RaceChanges {
  const countdown = countdownOf(stage);
  return {
    phaseEndsAt: countdown.kind === "running" ? BigInt(countdown.endsAt) : null,
    pausedLeftMs: countdown.kind === "paused" ? Math.ceil(countdown.leftMs) : null,
  };
}

/** The stage a race row was left in; times are as stored, recovery moves them on. */
export function toRaceStage(row: RaceRow): RaceStage {
  const countdown = toCountdown(row);
  switch (row.status) {
    case "lobby":
      return { phase: "lobby", countdown };
    case "betting":
      return { phase: "betting", countdown };
    case "racing":
      return { phase: "racing", offAt: Number(row.offAt), isOff: row.revealedRoot !== null };
    case "settling":
      return { phase: "settling", isOfficial: false };
    case "official":
      return { phase: "settling", isOfficial: true, countdown };
    case "void":
      return { phase: "void", reason: row.voidReason ?? "", countdown };
  }
}

function toCountdown(row: RaceRow): Countdown {
  if (row.pausedLeftMs !== null) return { kind: "paused", leftMs: row.pausedLeftMs };
  if (row.phaseEndsAt !== null) return { kind: "running", endsAt: Number(row.phaseEndsAt) };
  return { kind: "none" };
}
