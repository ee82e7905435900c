import type { BattleStage } from "#common/battle/battle-lifecycle.ts";
import type { BattleSettings } from "#common/battle/battle-settings.ts";
import { type BattleState, GifterState, SideState } from "#common/battle/battle-state.ts";
import type { BattleTally } from "#common/battle/battle-tally.ts";
import type { LiveStatus } from "#common/live/source-status.ts";
import type { BattleRow } from "./battle-entities.ts";

const TOP_GIFTERS = 3;

/** Puts a battle on the board, with its line-up and nothing scored. */
export function showBattle(state: BattleState, row: BattleRow): void {
  state.battleId = row.id;
  state.battleNumber = row.number;
  state.title = row.title;
  state.startedAtMs = Number(row.startedAt);
  state.durationMs = row.durationMs;
  showLineUp(state, row.settings.sides);
}

/** Clears the board of a quiet stage for its next battle. */
export function showNext(state: BattleState, next: BattleSettings): void {
  state.title = "";
  state.startedAtMs = 0;
  state.endsAtMs = 0;
  state.durationMs = next.durationMs;
  state.leader = "";
  state.giftCount = 0;
  state.diamondCount = 0;
  state.isRehearsal = false;
  showLineUp(state, next.sides);
}

function showLineUp(state: BattleState, sides: readonly string[]): void {
  state.sides.clear();
  sides.forEach((country, seat) => {
    state.sides.set(country, new SideState().assign({ country, seat, rank: seat + 1 }));
  });
}

/** Ends of a stage on the board: the timer's, and that of the quiet time after it. */
export function showStage(
  state: BattleState,
  stage: BattleStage,
  row: BattleRow | undefined,
): void {
  if ("endsAt" in stage) state.endsAtMs = stage.endsAt;
  if (stage.phase === "closing") state.endsAtMs = stage.endedAt;
  state.nextBattleAtMs = "nextAt" in stage ? stage.nextAt : 0;
  state.extendedMs = row?.extendedMs ?? 0;
  state.winner = stage.phase === "finished" ? (row?.winner ?? "") : "";
  state.isTie = stage.phase === "finished" && row?.isTie === true;
}

/** Shows the sums; only what moved is touched, so that a patch stays small. */
export function showScores(state: BattleState, tally: BattleTally): void {
  const { order, leader } = tally.standings();
  order.forEach(({ country, points }, index) => {
    const side = state.sides.get(country);
    if (side === undefined) throw new Error(`${country} is not on the board`);
    side.score = points;
    side.rank = index + 1;
    showTopGifters(side, tally);
  });
  state.leader = leader ?? "";
  state.giftCount = tally.gifts;
  state.diamondCount = tally.diamonds;
  state.isRehearsal = tally.isRehearsal;
}

function showTopGifters(side: SideState, tally: BattleTally): void {
  const top = tally.topGifters(side.country, TOP_GIFTERS);
  top.forEach(({ viewerId, name, points }, place) => {
    const shown = side.topGifters[place];
    if (shown === undefined) {
      side.topGifters.push(new GifterState().assign({ viewerId, name, points }));
    } else {
      Object.assign(shown, { viewerId, name, points });
    }
  });
  while (side.topGifters.length > top.length) side.topGifters.pop();
}

/** Shows how the live input is doing. */
export function showLive(state: BattleState, status: LiveStatus): void {
  state.sourceState = status.state;
  state.sourceFault = status.fault ?? "";
  state.sourceRetryAtMs = status.retryAt ?? 0;
  state.sourceKind = status.source ?? "";
  state.channel = status.channel ?? "";
  state.viewers = status.viewers;
  state.likes = status.likes;
  state.recordedCount = status.recorded;
  state.recordedGifts = status.gifts;
  state.droppedCount = status.dropped;
  state.spilledCount = status.spilled;
  state.refusedCount = status.refused;
  state.undecodedCount = status.undecoded;
}
