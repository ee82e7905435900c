import type { Lifecycle, Step } from "#common/framework/lifecycle.ts";

/** How long gifts created before the end may still come in (BATTLE-1). */
export const CLOSING_MS = 3_000;
/** `closing` waits this much longer for gifts that lie in the spill file. */
export const SPILL_WAIT_MAX_MS = 30_000;
/** Downtime given back to one battle, in all (BATTLE-1). */
export const EXTENSION_MAX_MS = 60_000;

/**
 * One stage from battle to battle (BATTLE-1). Only `battleLifecycle.step` makes a new one. A
 * battle's end is tied or not at the moment it passes: what `closing` lets in late may still break
 * or make a tie, but there is no way back into a sudden death.
 */
export type BattleStage =
  /** `nextAt`: when the next battle begins by itself, 0 = at the host's word. */
  | { phase: "idle"; nextAt: number }
  | { phase: "running"; endsAt: number }
  | { phase: "sudden_death"; endsAt: number }
  /** `endedAt` is the end that has passed; the result is made at `closesAt`. */
  | { phase: "closing"; endedAt: number; closesAt: number }
  | { phase: "finished"; nextAt: number };

/** What a start may choose; the rest comes from the stage's settings. */
export interface BattlePlan {
  title?: string | undefined;
  sides?: readonly string[] | undefined;
  durationMs?: number | undefined;
}

export type BattleEvent =
  | { kind: "start"; plan: BattlePlan }
  /** The host ends it now: no sudden death. To another battle than the `seen` one it means nothing. */
  | { kind: "end"; seen: number }
  /** Drops a battle that is on, or leaves the result that is shown. */
  | { kind: "reset"; seen: number }
  /** Autopilot may have been switched: a quiet stage counts down, or waits for the host. */
  | { kind: "autopilot" }
  /** Time has passed: whatever is due happens. */
  | { kind: "clock" };

/** What must be true in the database before the new stage is. */
export type BattleEffect =
  | { kind: "start"; plan: BattlePlan }
  | { kind: "suddenDeath" }
  /** `isDue`: by the clock, so that a tie would have led to sudden death where it is configured. */
  | { kind: "close"; isDue: boolean }
  | { kind: "finish" }
  | { kind: "drop" }
  | { kind: "leave" };

/** What the lifecycle asks of its world at every step. */
export interface BattleTerms {
  /** The battle that is on or shown; 0 = none yet. */
  battleId: number;
  /** Of the next battles. */
  isAutopilot: boolean;
  cooldownMs: number;
  durationMs: number;
  /** Of the battle that is on: 0 = a tie is a tie. */
  suddenDeathMs: number;
  isLeadTied: boolean;
  /** Gifts that are not recorded yet lie in the spill file. */
  hasSpilledGifts: boolean;
}

type BattleStep = Step<BattleStage, BattleEffect>;

/** The lifecycle of a stage; its terms are read at every step. */
export function battleLifecycle(
  terms: () => BattleTerms,
): Lifecycle<BattleStage, BattleEvent, BattleEffect> {
  return {
    legalMoves: {
      idle: ["running"],
      running: ["sudden_death", "closing", "idle"],
      sudden_death: ["closing", "idle"],
      closing: ["finished", "idle"],
      finished: ["running", "idle"],
    },
    step(stage, event, now) {
      if ("seen" in event && event.seen !== terms().battleId) return undefined;
      switch (stage.phase) {
        case "idle":
        case "finished":
          return stepQuiet(stage, event, { now, terms: terms() });
        case "running":
        case "sudden_death":
          return stepFight(stage, event, { now, terms: terms() });
        case "closing":
          return stepClosing(stage, event, { now, terms: terms() });
      }
    },
  };
}

/** When a quiet stage goes on by itself; 0 = it does not. */
export function nextBattleAt(
  terms: Pick<BattleTerms, "isAutopilot" | "cooldownMs">,
  now: number,
): number {
  return terms.isAutopilot ? now + terms.cooldownMs : 0;
}

interface Moment {
  now: number;
  terms: BattleTerms;
}

function stepQuiet(
  stage: Extract<BattleStage, { nextAt: number }>,
  event: BattleEvent,
  { now, terms }: Moment,
): BattleStep | undefined {
  if (event.kind === "autopilot") {
    // Switched on twice, the countdown that runs goes on.
    if (stage.nextAt > 0 === terms.isAutopilot) return undefined;
    return { state: { ...stage, nextAt: nextBattleAt(terms, now) }, effects: [] };
  }
  if (event.kind === "reset") {
    if (stage.phase === "idle") return undefined;
    return { state: idleStage(terms, now), effects: [{ kind: "leave" }] };
  }
  const isDue = event.kind === "clock" && stage.nextAt > 0 && now >= stage.nextAt;
  if (event.kind !== "start" && !isDue) return undefined;
  const plan = event.kind === "start" ? event.plan : {};
  return {
    state: { phase: "running", endsAt: now + (plan.durationMs ?? terms.durationMs) },
    effects: [{ kind: "start", plan }],
  };
}

function stepFight(
  stage: Extract<BattleStage, { endsAt: number }>,
  event: BattleEvent,
  { now, terms }: Moment,
): BattleStep | undefined {
  if (event.kind === "reset") return drop(terms, now);
  const isDue = event.kind === "clock" && now >= stage.endsAt;
  if (event.kind !== "end" && !isDue) return undefined;
  if (isDue && stage.phase === "running" && terms.suddenDeathMs > 0 && terms.isLeadTied) {
    // From now, not from the end: a step that was late takes nothing from it.
    return {
      state: { phase: "sudden_death", endsAt: now + terms.suddenDeathMs },
      effects: [{ kind: "suddenDeath" }],
    };
  }
  const endedAt = Math.min(stage.endsAt, now);
  return {
    state: { phase: "closing", endedAt, closesAt: now + CLOSING_MS },
    effects: [{ kind: "close", isDue: isDue && stage.phase === "running" }],
  };
}

function stepClosing(
  stage: Extract<BattleStage, { phase: "closing" }>,
  event: BattleEvent,
  { now, terms }: Moment,
): BattleStep | undefined {
  if (event.kind === "reset") return drop(terms, now);
  if (event.kind !== "clock" || now < stage.closesAt) return undefined;
  if (terms.hasSpilledGifts && now < stage.closesAt + SPILL_WAIT_MAX_MS) return undefined;
  return {
    state: { phase: "finished", nextAt: nextBattleAt(terms, now) },
    effects: [{ kind: "finish" }],
  };
}

function drop(terms: BattleTerms, now: number): BattleStep {
  return { state: idleStage(terms, now), effects: [{ kind: "drop" }] };
}

function idleStage(terms: BattleTerms, now: number): BattleStage {
  return { phase: "idle", nextAt: nextBattleAt(terms, now) };
}
