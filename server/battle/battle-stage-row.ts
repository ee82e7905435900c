import type { BattleStage } from "#common/battle/battle-lifecycle.ts";
import { CLOSING_MS } from "#common/battle/battle-lifecycle.ts";
import type { BattleRow } from "./battle-entities.ts";

/** The stage a room's last battle left it in; times are as stored, recovery moves them on. */
export function toBattleStage(row: BattleRow | undefined): BattleStage {
  const quiet = { nextAt: 0 };
  if (row === undefined || row.leftAt !== null) return { phase: "idle", ...quiet };
  const endsAt = Number(row.endsAt);
  switch (row.status) {
    case "running":
    case "sudden_death":
      return { phase: row.status, endsAt };
    case "closing":
      return { phase: "closing", endedAt: endsAt, closesAt: endsAt + CLOSING_MS };
    case "finished":
      return { phase: "finished", ...quiet };
    case "dropped":
      return { phase: "idle", ...quiet };
  }
}

/** The absolute end of a phase, 0 = none. */
export function phaseEndOf(stage: BattleStage): number {
  if ("endsAt" in stage) return stage.endsAt;
  return "closesAt" in stage ? stage.closesAt : stage.nextAt;
}

/** Whether the clock moves the stage on at `now`. */
export function isDue(stage: BattleStage, now: number): boolean {
  const endsAt = phaseEndOf(stage);
  return endsAt > 0 && now >= endsAt;
}

/** The end before which gifts count in a stage that has one. */
export function endOf(stage: BattleStage): number {
  if ("endsAt" in stage) return stage.endsAt;
  if ("endedAt" in stage) return stage.endedAt;
  throw new Error(`${stage.phase} has no end`);
}
