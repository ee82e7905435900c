import type { BattlePhase, BattleState } from "#common/battle/battle-state.ts";
import type { SourceFault, SourceState } from "#common/live/source-status.ts";

export interface GifterView {
  readonly viewerId: string;
  readonly name: string;
  readonly points: number;
}

/** One country of the battle as a page draws it: a plain copy of `SideState`. */
export interface SideView {
  readonly country: string;
  readonly seat: number;
  readonly score: number;
  readonly rank: number;
  readonly topGifters: readonly GifterView[];
}

/** The live input of the stage. */
export interface SourceView {
  readonly state: SourceState;
  readonly fault: SourceFault | "";
  readonly retryAtMs: number;
  readonly kind: string;
  readonly channel: string;
  readonly viewers: number;
  readonly likes: number;
  readonly recordedCount: number;
  readonly recordedGifts: number;
  readonly droppedCount: number;
  readonly spilledCount: number;
  readonly refusedCount: number;
  readonly undecodedCount: number;
}

const plainFields = [
  "roomEpoch",
  "phase",
  "stageCode",
  "battleId",
  "battleNumber",
  "title",
  "startedAtMs",
  "endsAtMs",
  "durationMs",
  "leader",
  "winner",
  "isTie",
  "extendedMs",
  "isRehearsal",
  "multiplier",
  "multiplierEndsAtMs",
  "undecidedCount",
  "undecidedPoints",
  "comboName",
  "comboCount",
  "comboEndsAtMs",
  "giftCount",
  "diamondCount",
  "nextBattleAtMs",
  "settingsVersion",
] as const satisfies (keyof BattleState)[];

/** The public truth of a stage as a page draws it: a plain copy of `BattleState`. */
export interface BattleView extends Readonly<Pick<BattleState, (typeof plainFields)[number]>> {
  readonly phase: BattlePhase;
  /** In line-up order. */
  readonly sides: readonly SideView[];
  readonly source: SourceView;
}

/** Copies the state, which the SDK changes in place. Returns `before` itself where nothing has changed. */
export function readBattleView(state: BattleState, before?: BattleView): BattleView {
  const plain = Object.fromEntries(plainFields.map((field) => [field, state[field]]));
  const sides = [...state.sides.values()]
    .map((side) => {
      const known = before?.sides.find(({ country }) => country === side.country);
      return kept(
        {
          country: side.country,
          seat: side.seat,
          score: side.score,
          rank: side.rank,
          topGifters: keptList(
            [...side.topGifters].map(({ viewerId, name, points }) => ({ viewerId, name, points })),
            known?.topGifters,
          ),
        },
        known,
      );
    })
    .sort((a, b) => a.seat - b.seat);
  const view = {
    ...plain,
    sides: keptList(sides, before?.sides),
    source: kept(readSource(state), before?.source),
  } as unknown as BattleView;
  return kept(view, before);
}

function readSource(state: BattleState): SourceView {
  return {
    state: state.sourceState,
    fault: state.sourceFault,
    retryAtMs: state.sourceRetryAtMs,
    kind: state.sourceKind,
    channel: state.channel,
    viewers: state.viewers,
    likes: state.likes,
    recordedCount: state.recordedCount,
    recordedGifts: state.recordedGifts,
    droppedCount: state.droppedCount,
    spilledCount: state.spilledCount,
    refusedCount: state.refusedCount,
    undecodedCount: state.undecodedCount,
  };
}

/** The old list where every entry, itself kept where it is the same, is. */
function keptList<Entry extends object>(
  now: readonly Entry[],
  before: readonly Entry[] | undefined,
): readonly Entry[] {
  return kept(
    now.map((entry, index) => kept(entry, before?.[index])),
    before as Entry[] | undefined,
  );
}

/** The old object where it holds the same values, one level deep. */
function kept<Thing extends object>(now: Thing, before: Thing | undefined): Thing {
  if (before === undefined) return now;
  const values = Object.values(now);
  const others = Object.values(before);
  const isSame =
    values.length === others.length && values.every((value, index) => value === others[index]);
  return isSame ? before : now;
}
