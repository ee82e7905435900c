import { type BattleStage, CLOSING_MS, EXTENSION_MAX_MS } from "./battle-lifecycle.ts";

/**
 * The stage of a battle after its server was away from `heartbeatAt` to `now` (epoch milliseconds):
 * the time that was lost before its end is given back, up to 60 s for one battle with what it was
 * given before (`extendedMs`). An end that passed meanwhile all the same is due at once. `closing`
 * stays open for its 3 s again. What it was worth is not decided here: the rows of points say it.
 */
export function recoverBattle(
  stage: BattleStage,
  away: { heartbeatAt: number; now: number; extendedMs: number },
): { stage: BattleStage; addedMs: number } {
  const { heartbeatAt, now, extendedMs } = away;
  switch (stage.phase) {
    case "running":
    case "sudden_death": {
      const hadPassed = heartbeatAt >= stage.endsAt;
      const lostMs = hadPassed ? 0 : Math.max(0, now - heartbeatAt);
      const addedMs = Math.min(lostMs, Math.max(0, EXTENSION_MAX_MS - extendedMs));
      return { stage: { ...stage, endsAt: stage.endsAt + addedMs }, addedMs };
    }
    case "closing":
      return {
        stage: { ...stage, closesAt: Math.max(stage.closesAt, now + CLOSING_MS) },
        addedMs: 0,
      };
    case "idle":
    case "finished":
      return { stage, addedMs: 0 };
  }
}
